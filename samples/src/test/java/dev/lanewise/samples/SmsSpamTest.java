package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SmsSpamTest {
  @Test
  void nearlyAllMessagesAreToldRight() throws IOException {
    Messages messages = Messages.read(Data.folder("sms-spam")).shuffled(1);
    int known = messages.size() * 4 / 5;
    SmsSpam learned = SmsSpam.train(messages.slice(0, known), 6);
    Detection detection = learned.detection(messages.slice(known, messages.size()));
    assertTrue(detection.accuracy() >= 0.98, detection.toString());
    assertTrue(detection.precision() > 0.95, detection.toString());
    assertTrue(detection.recall() > 0.85, detection.toString());
  }
}
