package dev.lanewise.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Text messages, some of them spam.
 *
 * @param all in the order that they are in the file, or in another
 * @see <a href="https://doi.org/10.1145/2034691.2034742">Almeida, Gómez Hidalgo and Yamakami,
 *     Contributions to the study of SMS spam filtering: new collection and results (2011)</a>
 */
record Messages(List<Message> all) {
  static final String FILES =
      "the file SMSSpamCollection of https://archive.ics.uci.edu/dataset/228/sms+spam+collection";

  private static final String SPAM = "spam";

  /** One of them. */
  record Message(boolean spam, String text) {}

  /** Reads the lines, each {@code ham} or {@code spam}, a tab, and the text. */
  static Messages read(Path folder) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("SMSSpamCollection"))) {
      String[] parts = line.split("\t", 2);
      if (parts.length < 2) {
        throw new IOException("no tab in " + line);
      }
      messages.add(new Message(parts[0].equals(SPAM), parts[1]));
    }
    return new Messages(messages);
  }

  /** The same in an order that depends on a seed. */
  Messages shuffled(long seed) {
    List<Message> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return new Messages(shuffled);
  }

  /** Those from one place to another. */
  Messages slice(int from, int to) {
    return new Messages(all.subList(from, to));
  }

  int size() {
    return all.size();
  }

  List<String> texts() {
    return all.stream().map(Message::text).toList();
  }
}
