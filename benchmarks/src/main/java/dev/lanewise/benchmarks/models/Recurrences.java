package dev.lanewise.benchmarks.models;

import dev.lanewise.benchmarks.models.Recurrence.Cell;
import dev.lanewise.runtime.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The recurrent layers whose ways through sequences are compared. */
public final class Recurrences {

  private static final long SEED = 1;

  private Recurrences() {}

  /** By the row of the report; each makes a network of its own. */
  public static Map<String, Supplier<Prediction>> rows() {
    Map<String, Supplier<Prediction>> rows = new LinkedHashMap<>();
    rows.put(
        "lstm-64-128-t100",
        layer(RecurrentLayers_Lstm64x128Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "lstm-256-512-t100",
        layer(RecurrentLayers_Lstm256x512Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "gru-64-128-t100",
        layer(RecurrentLayers_Gru64x128Net::create, net -> net.predictor()::predict, Cell.GRU));
    rows.put(
        "lstm-9-128x2-t100",
        layer(RecurrentLayers_Lstm9x128x2Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "bilstm-16x2-t100",
        layer(RecurrentLayers_BiLstm16x2Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "rnn-32-64-t100",
        layer(RecurrentLayers_Rnn32x64Net::create, net -> net.predictor()::predict, Cell.RNN));
    rows.put(
        "lstm-64-128-t100-bf16",
        stored(StoredLayers_Lstm64x128Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "lstm-256-512-t100-bf16",
        stored(StoredLayers_Lstm256x512Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "gru-64-128-t100-bf16",
        stored(StoredLayers_Gru64x128Net::create, net -> net.predictor()::predict, Cell.GRU));
    rows.put(
        "lstm-9-128x2-t100-bf16",
        stored(StoredLayers_Lstm9x128x2Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "bilstm-16x2-t100-bf16",
        stored(StoredLayers_BiLstm16x2Net::create, net -> net.predictor()::predict, Cell.LSTM));
    rows.put(
        "rnn-32-64-t100-bf16",
        stored(StoredLayers_Rnn32x64Net::create, net -> net.predictor()::predict, Cell.RNN));
    return rows;
  }

  /** Recurrent layers by themselves. Generated networks share no type that has a predictor. */
  private static <N extends Network> Supplier<Prediction> layer(
      LongFunction<N> create, Function<N, Prediction.Predictor> predictor, Cell cell) {
    return () -> {
      N net = create.apply(SEED);
      return new Prediction(Chain.of(net).recurrent(cell, "layer"), predictor.apply(net));
    };
  }

  /** The same with weights stored as bfloat16. */
  private static <N extends Network> Supplier<Prediction> stored(
      LongFunction<N> create, Function<N, Prediction.Predictor> predictor, Cell cell) {
    return () -> {
      N net = create.apply(SEED);
      return new Prediction(Chain.ofBfloat16(net).recurrent(cell, "layer"), predictor.apply(net));
    };
  }
}
