package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.Locale;

/** Writes streets the way OpenStreetMap does, so that any router can read them. */
final class OsmXml {

    private OsmXml() {}

    static String write(StreetPlan plan) {
        StringBuilder xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<osm version=\"0.6\" generator=\"beckon\">\n");
        for (int i = 0; i < plan.nodes().size(); i++) {
            LatLng point = plan.nodes().get(i);
            xml.append(
                    String.format(
                            Locale.ROOT,
                            "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"/>\n",
                            i + 1,
                            point.lat(),
                            point.lng()));
        }
        for (int i = 0; i < plan.streets().size(); i++) {
            Street street = plan.streets().get(i);
            xml.append("<way id=\"").append(i + 1).append("\" version=\"1\">");
            street.nodes()
                    .forEach(node -> xml.append("<nd ref=\"").append(node + 1).append("\"/>"));
            tag(xml, "highway", street.rank().name().toLowerCase(Locale.ROOT));
            tag(xml, "name", street.name());
            tag(xml, "maxspeed", String.valueOf(street.rank().maxKmh));
            if (street.oneWay()) {
                tag(xml, "oneway", "yes");
            }
            xml.append("</way>\n");
        }
        return xml.append("</osm>\n").toString();
    }

    /** Names are ours and hold nothing to escape. */
    private static void tag(StringBuilder xml, String key, String value) {
        xml.append("<tag k=\"").append(key).append("\" v=\"").append(value).append("\"/>");
    }
}
