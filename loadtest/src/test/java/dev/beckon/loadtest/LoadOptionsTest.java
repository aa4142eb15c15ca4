package dev.beckon.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of options of {@code load} that cannot be, before anything is started. */
class LoadOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load | NAME",
                "load brunch | [LUNCH, STORM, DAY]",
                "load lunch --users=many | --users",
                "load lunch --users=0 | --users: 0 is out of range; give 1 to 20000",
                "load lunch --drivers=-1 | --drivers: -1 is out of range; give 1 to 10000",
                "load storm --rate=NaN | --rate: NaN is out of range; give 0.1 to 2000",
                "load storm --duration=9 | --duration: 9 is out of range; give 10 to 600",
                "load lunch --speed=5 | --speed is not for lunch: leave it out",
                "load day --duration=60 | --duration is not for day: leave it out",
                "load day --speed=1 | --speed: 1 is out of range; give 144 to 8640",
                "load day --attach=127.0.0.1:8080 | --attach",
                "load day --attach=ftp://127.0.0.1 | write it like http://127.0.0.1:8080",
            })
    void badUsageIsOneLineThatNamesItAndStatus2(String arguments, String named) {
        var said = new StringWriter();
        var commandLine = Main.commandLine(Map.of()).setErr(new PrintWriter(said, true));

        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(said.toString())
                .startsWith("beckon: ")
                .contains(named)
                .contains("--help")
                .hasLineCount(1);
    }
}
