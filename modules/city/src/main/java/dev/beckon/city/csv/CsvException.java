package dev.beckon.city.csv;

/** A file cannot be used; the message is one line with the mend. */
public final class CsvException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CsvException(String message) {
        super(message);
    }
}
