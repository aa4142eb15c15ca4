package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A town of 20 by 20 streets, 0.001 degrees apart; row 5 is one-way to the east. */
final class Grid {

    static final int SIZE = 20;

    private Grid() {}

    static LatLng at(int row, int column) {
        return new LatLng(52.5 + row * 0.001, 16 + column * 0.001);
    }

    /** Writes its map, and says where. */
    static Path write(Path osm) throws IOException {
        return Files.writeString(osm, xml());
    }

    private static String xml() {
        StringBuilder xml = new StringBuilder("<osm version=\"0.6\">\n");
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                LatLng point = at(row, column);
                xml.append(
                        String.format(
                                Locale.ROOT,
                                "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"/>%n",
                                id(row, column),
                                point.lat(),
                                point.lng()));
            }
        }
        for (int line = 0; line < SIZE; line++) {
            xml.append(way(line, true, line == 5 ? "<tag k=\"oneway\" v=\"yes\"/>" : ""));
            xml.append(way(line, false, ""));
        }
        return xml.append("</osm>\n").toString();
    }

    private static String way(int line, boolean row, String tags) {
        StringBuilder xml = new StringBuilder();
        xml.append("<way id=\"").append(line * 2 + (row ? 1 : 2)).append("\" version=\"1\">");
        for (int i = 0; i < SIZE; i++) {
            xml.append("<nd ref=\"").append(row ? id(line, i) : id(i, line)).append("\"/>");
        }
        return xml.append("<tag k=\"highway\" v=\"residential\"/><tag k=\"maxspeed\" v=\"50\"/>")
                .append(tags)
                .append("</way>\n")
                .toString();
    }

    private static int id(int row, int column) {
        return 1 + row * SIZE + column;
    }
}
