package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How parameters start, by layer and by parameter. */
class InitializeTest {
  private static Map<String, Initialization> starts(Compilation compilation, String model) {
    ModelSpec spec = compilation.net(model, 0).spec();
    Map<String, Initialization> starts = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      starts.put(parameter.name(), parameter.init());
    }
    return starts;
  }

  @Test
  void eachNameIsItsScheme() {
    String[] names = {
      "DEFAULT",
      "GLOROT_UNIFORM",
      "GLOROT_NORMAL",
      "HE_UNIFORM",
      "HE_NORMAL",
      "LECUN_UNIFORM",
      "LECUN_NORMAL",
      "ORTHOGONAL",
      "TRUNCATED_NORMAL",
      "NORMAL",
      "UNIFORM",
      "CONSTANT",
      "ONES",
      "ZEROS"
    };
    Initialization[] schemes = {
      Initialization.defaultLinear(6), Initialization.glorotUniform(6, 3),
      Initialization.glorotNormal(6, 3), Initialization.heUniform(6),
      Initialization.heNormal(6), Initialization.lecunUniform(6),
      Initialization.lecunNormal(6), Initialization.orthogonal(1),
      Initialization.truncatedNormal(1), Initialization.normal(1),
      Initialization.uniform(1), Initialization.constant(1),
      Initialization.constant(1), Initialization.zeros()
    };
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      layers.append(
          "@Dense(units = 3, initializer = Initializer.%s) @Output Tensor l%d(Tensor x);\n"
              .formatted(names[i], i));
    }
    Compilation compilation =
        Compilation.of("@Model interface Names { @Input(6) Tensor x();\n" + layers + "}");
    Map<String, Initialization> starts = starts(compilation, "Names");
    for (int i = 0; i < names.length; i++) {
      assertEquals(schemes[i], starts.get("l" + i + ".weight"), names[i]);
      Initialization bias = i == 0 ? Initialization.defaultLinear(6) : Initialization.zeros();
      assertEquals(bias, starts.get("l" + i + ".bias"), names[i]);
    }
  }

  @Test
  void annotationsSpeakOfWeightsOrOfOneParameter() {
    Compilation compilation =
        Compilation.of(
            """
            @Model interface Starts {
              @Input(6) Tensor x();
              @Dense(units = 3) @Initialize(value = Initializer.HE_NORMAL, scale = 0.5)
              Tensor a(Tensor x);
              @Dense(units = 5) @Named("layer.0")
              @Initialize(parameter = "weight", value = Initializer.ORTHOGONAL, scale = 1.5)
              @Initialize(parameter = "bias", value = Initializer.CONSTANT, scale = -0.25)
              Tensor b(Tensor a);
              @Dense(units = 2, initializer = Initializer.GLOROT_UNIFORM)
              @Initialize(parameter = "bias", value = Initializer.UNIFORM, scale = 0.1)
              Tensor c(Tensor b);
              @Prelu @Initialize(Initializer.DEFAULT) Tensor d(Tensor c);
              @Parameter({2, 3, 4}) @Initialize(value = Initializer.GLOROT_NORMAL, scale = 2)
              @Output Tensor bias();
            }
            """);
    Map<String, Initialization> expected = new LinkedHashMap<>();
    expected.put("a.weight", Initialization.heNormal(6, 0.5));
    expected.put("a.bias", Initialization.defaultLinear(6));
    expected.put("layer.0.weight", Initialization.orthogonal(1.5));
    expected.put("layer.0.bias", Initialization.constant(-0.25));
    expected.put("c.weight", Initialization.glorotUniform(5, 2));
    expected.put("c.bias", Initialization.uniform(0.1));
    expected.put("d.weight", Initialization.constant(0.25));
    expected.put("bias", Initialization.glorotNormal(12, 8, 2));
    Map<String, Initialization> starts = starts(compilation, "Starts");
    starts.forEach((name, start) -> assertEquals(expected.get(name), start, name));
  }

  @Test
  void parametersOfRecurrentLayersStartByLayerOrOneByOne() {
    Compilation compilation =
        Compilation.of(
            """
            @Model interface Recurrent {
              @SequenceInput(length = 3, features = 6) Tensor x();
              @Lstm(units = 4, forgetBias = 1, peephole = true) Tensor a(Tensor x);
              @Lstm(units = 4, forgetBias = 2, coupledGates = true, initializer = Initializer.HE_NORMAL)
              Tensor b(Tensor a);
              @Gru(units = 5, bidirectional = true)
              @Initialize(parameter = "weight_hh_l0_reverse", value = Initializer.ORTHOGONAL)
              @Initialize(parameter = "bias_hh_l0", value = Initializer.CONSTANT, scale = 0.5)
              Tensor c(Tensor b);
              @IndRnn(units = 7) @Output Tensor d(Tensor c);
            }
            """);
    Initialization quarter = Initialization.defaultLinear(4);
    Initialization fifth = Initialization.defaultLinear(5);
    Map<String, Initialization> expected = new LinkedHashMap<>();
    for (String name : List.of("weight_ih", "weight_hh", "bias_hh", "weight_ci", "weight_co")) {
      expected.put("a." + name + "_l0", quarter);
    }
    expected.put("a.weight_cf_l0", quarter);
    expected.put("a.bias_ih_l0", Initialization.shiftedUniform(0.5, 4, 4, 1));
    expected.put("b.weight_ih_l0", Initialization.heNormal(4));
    expected.put("b.weight_hh_l0", Initialization.heNormal(4));
    expected.put("b.bias_ih_l0", Initialization.shiftedUniform(0, 0, 4, 2));
    expected.put("b.bias_hh_l0", Initialization.zeros());
    for (String name : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
      expected.put("c." + name + "_l0", fifth);
      expected.put("c." + name + "_l0_reverse", fifth);
    }
    expected.put("c.weight_hh_l0_reverse", Initialization.orthogonal(1));
    expected.put("c.bias_hh_l0", Initialization.constant(0.5));
    expected.put("d.weight_ih_l0", Initialization.defaultLinear(7));
    expected.put("d.weight_hh_l0", Initialization.shiftedUniform(0.5, 0, 7, 0.5));
    expected.put("d.bias_ih_l0", Initialization.defaultLinear(7));
    assertEquals(expected, new LinkedHashMap<>(starts(compilation, "Recurrent")));
  }

  @Test
  void valuesAreTheSameAtEveryWidthAndWhateverStandsBeside() {
    String first = "@Dense(units = 17) @Initialize(Initializer.ORTHOGONAL) Tensor a(Tensor x);";
    String second =
        "@Dense(units = 17) @Initialize(Initializer.TRUNCATED_NORMAL) Tensor b(Tensor x);";
    String head = "@Add Tensor y(Tensor a, Tensor b); @Input(7) Tensor x();";
    Compilation compilation =
        Compilation.of(
            "@Model interface Ab {" + first + second + head + "}",
            "@Model interface Ba {" + second + first + head + "}");
    Map<String, double[]> expected = compilation.net("Ab", 0).parameters();
    for (int bits : Compilation.WIDTHS) {
      for (String model : new String[] {"Ab", "Ba"}) {
        Map<String, double[]> found = compilation.net(model, bits).parameters();
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
      }
    }
  }
}
