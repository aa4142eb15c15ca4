package dev.beckon.contracts.schema;

/** What these tests do with files that differ from the code: {@code -Dbeckon.schemas=…}. */
enum Mode {
    /** Fail. */
    CHECK,
    /** Write them anew. */
    WRITE,
    /** Write them anew, and keep them as a release. */
    RELEASE;

    static final Mode PRESENT =
            switch (System.getProperty("beckon.schemas", "")) {
                case "" -> CHECK;
                case "write" -> WRITE;
                case "release" -> RELEASE;
                default ->
                        throw new IllegalArgumentException(
                                "beckon.schemas must be write or release");
            };

    boolean writes() {
        return this != CHECK;
    }
}
