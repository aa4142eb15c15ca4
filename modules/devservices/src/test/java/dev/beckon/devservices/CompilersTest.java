package dev.beckon.devservices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CompilersTest {

    @Test
    void onlyRootPutsCompilersFirst() {
        assertThat(Compilers.first("root"))
                .contains("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=-10");
        assertThat(Compilers.first("somebody")).isEmpty();
    }

    @Test
    void theJvmTakesThem() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Compilers.first("root"));
        command.add("-version");
        var java = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(java.getInputStream().readAllBytes(), UTF_8);
        assertThat(java.waitFor()).as(printed).isZero();
    }
}
