package dev.beckon.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the test reports of Maven and of the clients' tools say. */
record TestReports(int passed, int failed, int skipped) {

    /** How far below its folder a report lies at most. */
    private static final int DEPTH = 6;

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
            var sum = new TestReports(0, 0, 0);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("testsuite")) {
                    sum = sum.plus(suite(reader));
                }
            }
            return sum;
        }
    }

    private static TestReports suite(XMLStreamReader reader) {
        int tests = number(reader.getAttributeValue(null, "tests"));
        int skipped = number(reader.getAttributeValue(null, "skipped"));
        int failed =
                number(reader.getAttributeValue(null, "failures"))
                        + number(reader.getAttributeValue(null, "errors"));
        return new TestReports(tests - failed - skipped, failed, skipped);
    }

    private static int number(String attribute) {
        return Integer.parseInt(attribute);
    }

    private static List<Path> list(Path root) {
        var matcher =
                FileSystems.getDefault()
                        .getPathMatcher("glob:**/target/{surefire-,failsafe-,}reports/TEST-*.xml");
        var found = new ArrayList<Path>();
        for (String part : List.of("modules", "loadtest", "web-client")) {
            Path folder = root.resolve(part);
            if (Files.isDirectory(folder)) {
                found.addAll(list(folder, matcher));
            }
        }
        return found;
    }

    private static List<Path> list(Path folder, PathMatcher matcher) {
        try (var files = Files.find(folder, DEPTH, (path, attributes) -> matcher.matches(path))) {
            return files.toList();
        } catch (IOException e) {
            throw new LauncherException("Cannot look for reports in " + folder, e);
        }
    }
}
