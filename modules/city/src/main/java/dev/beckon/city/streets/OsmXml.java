package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes a city the way OpenStreetMap does, so that routers and maps can read it. */
final class OsmXml {

    private final StringBuilder xml = new StringBuilder();
    private int nodes;
    private int ways;

    private OsmXml() {}

    static String write(StreetPlan plan) {
        return new OsmXml().city(plan);
    }

    private String city(StreetPlan plan) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<osm version=\"0.6\" generator=\"beckon\">\n");
        plan.nodes().forEach(this::node);
        var outlines = plan.grounds().stream().map(ground -> outline(ground.outline())).toList();
        place("city", SyntheticCity.NAME, SyntheticCity.CENTRE);
        for (HotSpot spot : plan.hotSpots()) {
            place("quarter", spot.name(), spot.middle());
        }
        plan.streets().forEach(this::street);
        for (int i = 0; i < outlines.size(); i++) {
            Ground.Sort sort = plan.grounds().get(i).sort();
            way(outlines.get(i));
            tag(sort.key, sort.value);
            xml.append("</way>\n");
        }
        return xml.append("</osm>\n").toString();
    }

    private int node(LatLng point) {
        begin(point);
        xml.append("/>\n");
        return nodes;
    }

    private void place(String sort, String name, LatLng point) {
        begin(point);
        xml.append('>');
        tag("place", sort);
        tag("name", name);
        xml.append("</node>\n");
    }

    private void begin(LatLng point) {
        xml.append(
                String.format(
                        Locale.ROOT,
                        "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"",
                        ++nodes,
                        point.lat(),
                        point.lng()));
    }

    /** The numbers of its nodes, the first again at the end. */
    private List<Integer> outline(List<LatLng> points) {
        int first = nodes + 1;
        points.forEach(this::node);
        return IntStream.concat(IntStream.rangeClosed(first, nodes), IntStream.of(first))
                .boxed()
                .toList();
    }

    private void street(Street street) {
        way(street.nodes().stream().map(node -> node + 1).toList());
        tag("highway", street.rank().name().toLowerCase(Locale.ROOT));
        tag("name", street.name());
        tag("maxspeed", String.valueOf(street.rank().maxKmh));
        if (street.oneWay()) {
            tag("oneway", "yes");
        }
        xml.append("</way>\n");
    }

    private void way(List<Integer> through) {
        xml.append("<way id=\"").append(++ways).append("\" version=\"1\">");
        through.forEach(node -> xml.append("<nd ref=\"").append(node).append("\"/>"));
    }

    /** Names are ours and hold nothing to escape. */
    private void tag(String key, String value) {
        xml.append("<tag k=\"").append(key).append("\" v=\"").append(value).append("\"/>");
    }
}
