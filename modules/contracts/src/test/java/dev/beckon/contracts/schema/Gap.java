package dev.beckon.contracts.schema;

/**
 * Something that a writer may write and a reader cannot take.
 *
 * @param path where: a definition of the schema, then fields
 * @param what in terms of writer and reader
 */
record Gap(String path, String what) {

    @Override
    public String toString() {
        return path + ": " + what;
    }
}
