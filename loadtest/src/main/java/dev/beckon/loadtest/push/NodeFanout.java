package dev.beckon.loadtest.push;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.tool.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The server of {@code loadtest/node} as a process, until it is closed. */
final class NodeFanout implements AutoCloseable {

    private static final Duration INSTALL_PATIENCE = Duration.ofMinutes(2);
    private static final String MEND =
            "install Node.js 20.19 or newer with npm (https://nodejs.org, or your package manager)";

    private final Process process;
    private final int port;

    private NodeFanout(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Installs what it needs where that is missing.
     *
     * @param root of the project
     * @param folder for what it says
     */
    static NodeFanout start(Path root, Path folder) throws InterruptedException {
        Path home = root.resolve("loadtest/node");
        try {
            install(home);
            var process =
                    new ProcessBuilder("node", "--expose-gc", "fanout.js")
                            .directory(home.toFile())
                            .redirectError(folder.resolve("node.log").toFile())
                            .start();
            var out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                throw new LoadtestException(
                        "Node did not start: see " + folder.resolve("node.log"));
            }
            return new NodeFanout(process, Integer.parseInt(line.strip()));
        } catch (IOException e) {
            throw new LoadtestException("Node cannot be run: " + MEND, e);
        }
    }

    private static void install(Path home) throws IOException, InterruptedException {
        Path lock = home.resolve("package-lock.json");
        Path installed = home.resolve("node_modules/.installed-lock.json");
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            Tool.of("npm", List.of("npm", "ci", "--prefix", home.toString()), MEND)
                    .run(INSTALL_PATIENCE);
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What lives on its heap. */
    long heapBytes() {
        try (var answer = url().resolve("/heap").toURL().openStream()) {
            return Long.parseLong(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new LoadtestException("Node does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
