package dev.beckon.city.csv;

/** A row, or the header, cannot be read. */
public final class BadRowException extends Exception {

    private static final long serialVersionUID = 1;

    public BadRowException(String column, String problem) {
        super("column %s %s".formatted(column, problem));
    }
}
