package dev.beckon.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** What Maven's test reports say. */
record TestReports(int passed, int failed, int skipped) {

    /** The sum of those in a project that were written at or after a time. */
    static TestReports read(Path root, Instant since) {
        var sum = new TestReports(0, 0, 0);
        for (Path report : list(root)) {
            try {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    sum = sum.plus(read(report));
                }
            } catch (IOException | XMLStreamException | NumberFormatException e) {
                throw new LauncherException(
                        "Cannot read the test report " + report + ": " + e.getMessage(), e);
            }
        }
        return sum;
    }

    /** The closing line. */
    String summary() {
        return passed
                + " passed, "
                + failed
                + " failed"
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private TestReports plus(TestReports other) {
        return new TestReports(
                passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    private static TestReports read(Path report) throws IOException, XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var stream = Files.newInputStream(report)) {
            var reader = factory.createXMLStreamReader(stream);
            reader.nextTag();
            int tests = number(reader.getAttributeValue(null, "tests"));
            int skipped = number(reader.getAttributeValue(null, "skipped"));
            int failed =
                    number(reader.getAttributeValue(null, "failures"))
                            + number(reader.getAttributeValue(null, "errors"));
            return new TestReports(tests - failed - skipped, failed, skipped);
        }
    }

    private static int number(String attribute) {
        return Integer.parseInt(attribute);
    }

    private static List<Path> list(Path root) {
        var matcher =
                FileSystems.getDefault()
                        .getPathMatcher("glob:**/target/{surefire,failsafe}-reports/TEST-*.xml");
        Path modules = root.resolve("modules");
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        try (var files = Files.find(modules, 6, (path, attributes) -> matcher.matches(path))) {
            return files.toList();
        } catch (IOException e) {
            throw new LauncherException("Cannot look for reports in " + modules, e);
        }
    }
}
