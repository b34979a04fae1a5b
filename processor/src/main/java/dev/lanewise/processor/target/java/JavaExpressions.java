package dev.lanewise.processor.target.java;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Type;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.LoopPrinter;

/**
 * Loop IR expressions as Java: Vector API calls where there are lanes, plain arithmetic where there
 * is one.
 */
final class JavaExpressions {
  private JavaExpressions() {}

  /** The Java type of a register. */
  static String typeOf(Type type) {
    return type.lanes() == 1 ? scalarType(type.dtype()) : vectorType(type.dtype());
  }

  static String scalarType(DType type) {
    return switch (type) {
      case F32 -> "float";
      case F64 -> "double";
      case I32 -> "int";
      case I64 -> "long";
    };
  }

  static String vectorType(DType type) {
    return switch (type) {
      case F32 -> "FloatVector";
      case F64 -> "DoubleVector";
      case I32 -> "IntVector";
      case I64 -> "LongVector";
    };
  }

  /** The constant that holds the species of a lane type. */
  static String species(DType type) {
    return switch (type) {
      case F32 -> "F";
      case F64 -> "D";
      case I32 -> "I";
      case I64 -> "L";
    };
  }

  static String index(Index index) {
    return LoopPrinter.print(index);
  }

  static String of(Expr e) {
    return e.type().lanes() == 1 && !(e instanceof Expr.Reduce) ? strip(scalar(e)) : vector(e);
  }

  private static String vector(Expr e) {
    String vectorType = vectorType(e.type().dtype());
    String species = species(e.type().dtype());
    return switch (e) {
      case Expr.Use u -> u.register().name();
      case Expr.Load l ->
          vectorType
              + ".fromArray("
              + species
              + ", "
              + l.buffer().name()
              + ", "
              + index(l.at())
              + ")";
      case Expr.Broadcast(Expr.Const(DType t, double value), int lanes) when value == 0 ->
          vectorType + ".zero(" + species + ")";
      case Expr.Broadcast b -> vectorType + ".broadcast(" + species + ", " + of(b.scalar()) + ")";
      case Expr.LaneIndex i -> vectorType + ".zero(" + species + ").addIndex(1)";
      case Expr.Unary u ->
          vector(u.a())
              + switch (u.op()) {
                case NEGATE -> ".neg()";
                case ABS -> ".abs()";
                case SQRT -> ".sqrt()";
                case EXP, LOG, LOG1P, TANH, SIGMOID, ERF ->
                    throw new IllegalStateException(u.op() + " of a vector has no Java form");
              };
      case Expr.Binary b -> {
        String name =
            switch (b.op()) {
              case ADD -> "add";
              case SUBTRACT -> "sub";
              case MULTIPLY -> "mul";
              case DIVIDE -> "div";
              case MIN -> "min";
              case MAX -> "max";
              case AND, XOR -> "lanewise";
            };
        String operator = name.equals("lanewise") ? "VectorOperators." + b.op() + ", " : "";
        yield vector(b.a()) + "." + name + "(" + operator + operand(b.b()) + ")";
      }
      case Expr.Fma f -> vector(f.a()) + ".fma(" + vector(f.b()) + ", " + vector(f.addend()) + ")";
      case Expr.Select s ->
          vector(s.no())
              + ".blend("
              + operand(s.yes())
              + ", "
              + vector(s.left())
              + ".compare(VectorOperators."
              + s.op()
              + ", "
              + operand(s.right())
              + "))";
      case Expr.Shift s ->
          vector(s.a())
              + ".lanewise(VectorOperators."
              + switch (s.op()) {
                case LEFT -> "LSHL";
                case RIGHT_ARITHMETIC -> "ASHR";
                case RIGHT_LOGICAL -> "LSHR";
              }
              + ", "
              + s.distance()
              + ")";
      case Expr.Reinterpret r ->
          vector(r.a())
              + switch (r.dtype()) {
                case F32 -> ".reinterpretAsFloats()";
                case F64 -> ".reinterpretAsDoubles()";
                case I32 -> ".reinterpretAsInts()";
                case I64 -> ".reinterpretAsLongs()";
              };
      // One instruction where it permutes two vectors at once, and the shuffle of two elsewhere: at
      // 256 bits without AVX-512 the first takes 1.25 times as long as the second.
      case Expr.Zip z when z.type().lanes() * z.type().dtype().bits() == 512 ->
          zip(z) + ".selectFrom(" + vector(z.a()) + ", " + vector(z.b()) + ")";
      case Expr.Zip z -> vector(z.a()) + ".rearrange(" + zip(z) + ", " + vector(z.b()) + ")";
      case Expr.Reduce r when r.a().type().lanes() == 1 -> strip(scalar(r.a()));
      case Expr.Reduce r -> vector(r.a()) + ".reduceLanes(VectorOperators." + r.op() + ")";
      case Expr.Const c -> throw new IllegalStateException("a constant is a scalar");
      case Expr.FromIndex f -> throw new IllegalStateException("an index is a scalar");
    };
  }

  /** The Vector API broadcasts a scalar operand itself. */
  private static String operand(Expr e) {
    return e instanceof Expr.Broadcast s ? of(s.scalar()) : vector(e);
  }

  private static String zip(Expr.Zip z) {
    return z.upper() ? Species.ZIP_UPPER : Species.ZIP_LOWER;
  }

  private static String scalar(Expr e) {
    DType type = e.type().dtype();
    return switch (e) {
      case Expr.Const c -> literal(c.dtype(), c.value());
      case Expr.Use u -> u.register().name();
      case Expr.Load l -> l.buffer().name() + "[" + index(l.at()) + "]";
      case Expr.FromIndex f when f.dtype() == DType.I32 -> "(" + index(f.index()) + ")";
      case Expr.FromIndex f -> "(" + scalarType(f.dtype()) + ") (" + index(f.index()) + ")";
      case Expr.LaneIndex i -> literal(type, 0);
      case Expr.Broadcast b -> scalar(b.scalar());
      case Expr.Unary u -> {
        String cast = type == DType.F32 ? "(float) " : "";
        yield switch (u.op()) {
          case NEGATE -> "(-" + scalar(u.a()) + ")";
          case ABS -> "Math.abs(" + of(u.a()) + ")";
          case SQRT -> cast + "Math.sqrt(" + of(u.a()) + ")";
          case LOG -> cast + "Math.log(" + of(u.a()) + ")";
          case EXP, LOG1P, TANH, SIGMOID, ERF ->
              throw new IllegalStateException(u.op() + " is not expanded");
        };
      }
      case Expr.Binary b ->
          switch (b.op()) {
            case ADD -> infix(b, "+");
            case SUBTRACT -> infix(b, "-");
            case MULTIPLY -> infix(b, "*");
            case DIVIDE -> infix(b, "/");
            case MIN -> "Math.min(" + of(b.a()) + ", " + of(b.b()) + ")";
            case MAX -> "Math.max(" + of(b.a()) + ", " + of(b.b()) + ")";
            case AND -> infix(b, "&");
            case XOR -> infix(b, "^");
          };
      // Two roundings: Math.fma is fast only where the hardware has it, and the twin serves where
      // it may not.
      case Expr.Fma f ->
          "(" + scalar(f.a()) + " * " + scalar(f.b()) + " + " + scalar(f.addend()) + ")";
      case Expr.Select s -> {
        String op =
            switch (s.op()) {
              case LT -> "<";
              case LE -> "<=";
              case GT -> ">";
              case GE -> ">=";
              case EQ -> "==";
              case NE -> "!=";
            };
        yield "("
            + scalar(s.left())
            + " "
            + op
            + " "
            + scalar(s.right())
            + " ? "
            + scalar(s.yes())
            + " : "
            + scalar(s.no())
            + ")";
      }
      case Expr.Shift s ->
          "("
              + scalar(s.a())
              + switch (s.op()) {
                case LEFT -> " << ";
                case RIGHT_ARITHMETIC -> " >> ";
                case RIGHT_LOGICAL -> " >>> ";
              }
              + s.distance()
              + ")";
      case Expr.Reinterpret r ->
          switch (r.dtype()) {
                case F32 -> "Float.intBitsToFloat(";
                case F64 -> "Double.longBitsToDouble(";
                case I32 -> "Float.floatToRawIntBits(";
                case I64 -> "Double.doubleToRawLongBits(";
              }
              + of(r.a())
              + ")";
      case Expr.Zip z -> throw new IllegalStateException("one lane has no halves");
      case Expr.Reduce r -> vector(r);
    };
  }

  private static String infix(Expr.Binary b, String operator) {
    return "(" + scalar(b.a()) + " " + operator + " " + scalar(b.b()) + ")";
  }

  /** Without the outer parentheses, where they are one pair. */
  private static String strip(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return text;
    }
    int depth = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text;
      }
    }
    return text.substring(1, text.length() - 1);
  }

  private static String literal(DType type, double value) {
    return switch (type) {
      case F32 -> floatLiteral((float) value);
      case F64 -> doubleLiteral(value);
      case I32 -> Integer.toString((int) value);
      case I64 -> (long) value + "L";
    };
  }

  private static String floatLiteral(float value) {
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? (int) value + "f"
        : Float.toString(value) + "f";
  }

  private static String doubleLiteral(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }
}
