package dev.beckon.contracts.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was promised once, as {@code schemas/released/NUMBER} keeps it: the schemas, and in {@code
 * samples} what was said by them. Never changed afterwards.
 */
record Release(int number) {

    /** Oldest first. */
    static List<Release> all() throws IOException {
        if (!Files.isDirectory(home())) {
            return List.of();
        }
        try (var folders = Files.list(home())) {
            return folders.map(folder -> Integer.parseInt(folder.getFileName().toString()))
                    .sorted()
                    .map(Release::new)
                    .toList();
        }
    }

    private static Path home() {
        return Contract.folder().resolve("released");
    }

    /** Keeps these schemas, and the samples as they are now. */
    void write(Map<Contract, String> schemas) throws IOException {
        Files.createDirectories(samples());
        for (var schema : schemas.entrySet()) {
            Files.writeString(schemaFile(schema.getKey()), schema.getValue());
        }
        for (var sample : filesIn(Contract.folder().resolve("samples"))) {
            Files.copy(sample, samples().resolve(sample.getFileName()));
        }
    }

    /** Whether it is of these schemas, word for word. */
    boolean isOf(Map<Contract, String> schemas) throws IOException {
        for (var schema : schemas.entrySet()) {
            var file = schemaFile(schema.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(schema.getValue())) {
                return false;
            }
        }
        return true;
    }

    Path schemaFile(Contract contract) {
        return folder().resolve(contract.name() + ".json");
    }

    List<String> contracts() throws IOException {
        return filesIn(folder()).stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                .toList();
    }

    List<Path> samplesOf(Contract contract) throws IOException {
        return filesIn(samples()).stream()
                .filter(file -> file.getFileName().toString().startsWith(contract.name() + "."))
                .toList();
    }

    private Path folder() {
        return home().resolve(Integer.toString(number));
    }

    private Path samples() {
        return folder().resolve("samples");
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public String toString() {
        return "release " + number;
    }
}
