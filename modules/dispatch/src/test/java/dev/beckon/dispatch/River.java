package dev.beckon.dispatch;

import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jooq.DSLContext;

/** A river from west to east with a street on either bank, and one bridge, in the east. */
public final class River {

    private static final double LAT = 12;
    private static final double LNG = -60;
    private static final double STEP_DEG = 0.001;

    /** From bank to bank, some 440 m. */
    private static final double WIDTH_DEG = 0.004;

    private static final int LENGTH = 40;

    private static final int BRIDGE = 35;

    /** A side of the river. */
    public enum Bank {
        SOUTH,
        NORTH
    }

    private River() {}

    /**
     * A point on the street of that bank.
     *
     * @param east how far, in steps of about 109 m; the bridge is at 35
     */
    public static LatLng at(Bank bank, double east) {
        return new LatLng(LAT + bank.ordinal() * WIDTH_DEG, LNG + east * STEP_DEG);
    }

    /** Writes its map into a folder, and says where. */
    public static Path write(Path folder) throws IOException {
        var xml = new StringBuilder("<osm version=\"0.6\">\n");
        for (var bank : Bank.values()) {
            for (int east = 0; east <= LENGTH; east++) {
                var point = at(bank, east);
                xml.append(
                        String.format(
                                Locale.ROOT,
                                "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"/>%n",
                                id(bank, east),
                                point.lat(),
                                point.lng()));
            }
        }
        for (var bank : Bank.values()) {
            var nodes = new int[LENGTH + 1];
            for (int east = 0; east <= LENGTH; east++) {
                nodes[east] = id(bank, east);
            }
            xml.append(way(1 + bank.ordinal(), nodes));
        }
        xml.append(way(3, id(Bank.SOUTH, BRIDGE), id(Bank.NORTH, BRIDGE)));
        return Files.writeString(folder.resolve("river.osm"), xml.append("</osm>\n"));
    }

    /** Ends the shift of everybody by the river. */
    public static void goHome(DSLContext dsl) {
        dsl.execute(
                """
                UPDATE drivers SET on_shift = FALSE
                WHERE ST_DWithin(location, ST_SetSRID(ST_MakePoint(?, ?), 4326), 1)
                """,
                LNG,
                LAT);
    }

    private static int id(Bank bank, int east) {
        return 1 + bank.ordinal() * (LENGTH + 1) + east;
    }

    private static String way(int id, int... nodes) {
        var xml = new StringBuilder("<way id=\"" + id + "\" version=\"1\">");
        for (int node : nodes) {
            xml.append("<nd ref=\"").append(node).append("\"/>");
        }
        return xml.append("<tag k=\"highway\" v=\"residential\"/></way>\n").toString();
    }
}
