package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of the code is there. */
class DocsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("beckon.root", "../..")).toAbsolutePath().normalize();

    private static final Pattern STEP = Pattern.compile("(?m)^## (\\d+)\\. (.+)$");

    /** A link or a picture: in Markdown, or as an attribute of the little HTML that it allows. */
    private static final Pattern LINK =
            Pattern.compile("]\\(([^)\\s]+)\\)|(?:href|src|srcset)=\"([^\"]+)\"");

    @Test
    void theStepsOfOneOrderAreThoseOfItsTest() throws IOException {
        var told =
                STEP.matcher(Files.readString(ROOT.resolve("docs/follow-one-order.md")))
                        .results()
                        .map(step -> step.group(1) + ". " + step.group(2).strip())
                        .toList();

        assertThat(told).isNotEmpty().isEqualTo(stepsOfTheTest());
    }

    private static List<String> stepsOfTheTest() {
        return Arrays.stream(OneOrderTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Order.class))
                .sorted(Comparator.comparingInt(m -> m.getAnnotation(Order.class).value()))
                .map(
                        method ->
                                method.getAnnotation(Order.class).value()
                                        + ". "
                                        + method.getAnnotation(DisplayName.class).value())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsSomewhere(Path document) throws IOException {
        var file = ROOT.resolve(document);
        var dead =
                LINK.matcher(Files.readString(file))
                        .results()
                        .map(DocsTest::target)
                        .filter(target -> !target.matches("[a-z]+:.*|#.*"))
                        .filter(target -> !leadsSomewhere(file, target))
                        .toList();

        assertThat(dead).isEmpty();
    }

    private static String target(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }

    private static boolean leadsSomewhere(Path file, String target) {
        return Files.exists(file.resolveSibling(target.replaceFirst("#.*", "")));
    }

    static List<Path> documents() throws IOException {
        try (var below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "ARCHITECTURE.md",
                                            "CONTRIBUTING.md",
                                            "schemas/README.md")
                                    .map(ROOT::resolve),
                            below.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(ROOT::relativize)
                    .toList();
        }
    }
}
