package dev.beckon.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Takes a number that can be reckoned with: not the string "NaN", not 1e999. */
final class FiniteNumber extends StdScalarDeserializer<Double> {

    FiniteNumber(Class<Double> type) {
        super(type);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            return (Double) context.handleUnexpectedToken(getValueType(context), parser);
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw context.instantiationException(
                    Double.class, new IllegalArgumentException("must be a finite number"));
        }
        return number;
    }
}
