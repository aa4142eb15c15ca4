package dev.beckon.launcher;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port that a server can listen on. */
final class PortNumber implements ITypeConverter<Integer> {

    private static final int MOST = 65_535;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MOST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, like any other number that is none.
        }
        throw new TypeConversionException("'%s' is no port; give 1 to %d".formatted(text, MOST));
    }
}
