package dev.beckon.web.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found on a made-up map by what somebody has typed so far. */
class PlacesLuceneTest {

    /** Name, tag, and where: the farther down, the farther north and east. */
    private static final List<String> MAP =
            List.of(
                    "Hafen|place=suburb",
                    "Hafenstraße|highway=residential",
                    "Alter Hafen|tourism=attraction",
                    "Am Hafen|amenity=cafe",
                    "Café Müller|amenity=cafe",
                    "Müllerstraße|highway=residential",
                    "Market Street|highway=primary",
                    "New Market Street|highway=primary",
                    "Bäckerei|shop=bakery",
                    "Bäckerei|shop=bakery");

    @TempDir static Path folder;

    private static PlacesLucene places = PlacesLucene.empty();

    @BeforeAll
    static void read() throws IOException {
        var xml = new StringBuilder("<osm version=\"0.6\">\n");
        for (int i = 0; i < MAP.size(); i++) {
            for (int step = 0; step < 2; step++) {
                xml.append(
                        String.format(
                                Locale.ROOT,
                                "<node id=\"%d\" version=\"1\" lat=\"%.3f\" lon=\"%.3f\"/>%n",
                                2 * i + step + 1,
                                at(i).lat(),
                                at(i).lng()));
            }
        }
        for (int i = 0; i < MAP.size(); i++) {
            var tag = MAP.get(i).split("[|=]");
            xml.append(
                    """
                    <way id="%d" version="1"><nd ref="%d"/><nd ref="%d"/>\
                    <tag k="name" v="%s"/><tag k="%s" v="%s"/></way>
                    """
                            .formatted(i + 1, 2 * i + 1, 2 * i + 2, tag[0], tag[1], tag[2]));
        }
        var map = Files.writeString(folder.resolve("made-up.osm"), xml.append("</osm>\n"));
        places = PlacesLucene.open(map, folder.resolve("maps"));
    }

    @AfterAll
    static void close() {
        places.close();
    }

    private static LatLng at(int place) {
        return new LatLng(52.5 + place * 0.01, 13.4 + place * 0.01);
    }

    private static String found(String text) {
        return String.join(
                ", ", places.find(text, at(0), 5).stream().map(PlacesLucene.Found::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hafen          | Hafen, Hafenstraße, Alter Hafen, Am Hafen
                    haf            | Hafen, Hafenstraße, Alter Hafen, Am Hafen
                    HAFENSTRASSE   | Hafenstraße
                    cafe muller    | Café Müller
                    müller         | Müllerstraße, Café Müller
                    street market  | Market Street, New Market Street
                    market st      | Market Street, New Market Street
                    new mark       | New Market Street
                    markt street   | Market Street, New Market Street
                    hafen market   | ''
                    !?             | ''
                    """)
    void theBestMatchComesFirst(String typed, String names) {
        assertThat(found(typed)).isEqualTo(names);
    }

    @Test
    void ofThoseThatMatchAlikeTheNearestComesFirst() {
        assertThat(places.find("bäckerei", at(9), 5))
                .extracting(PlacesLucene.Found::point)
                .containsExactly(at(9), at(8));
        assertThat(places.find("bäckerei", at(0), 5))
                .extracting(PlacesLucene.Found::point)
                .containsExactly(at(8), at(9));
        assertThat(places.find("hafen", at(9), 1))
                .as("a better match is better from afar")
                .extracting(PlacesLucene.Found::name)
                .containsExactly("Hafen");
    }

    @Test
    void aPlaceSaysWhatItIsAndInWhichPartOfTown() {
        assertThat(places.find("am hafen", null, 1))
                .extracting(PlacesLucene.Found::detail)
                .containsExactly("cafe, Hafen");
        assertThat(places.find("hafen", null, 1))
                .extracting(PlacesLucene.Found::detail)
                .containsExactly("suburb");
        assertThat(places.find("bäckerei", null, 1))
                .as("too far from any")
                .extracting(PlacesLucene.Found::detail)
                .containsExactly("bakery");
    }

    @Test
    void withoutAMapThereIsNothing() {
        try (var none = PlacesLucene.empty()) {
            assertThat(none.find("hafen", at(0), 5)).isEmpty();
        }
    }
}
