package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Where orders may be: anywhere, or in a box that has an inside. */
class OrdersPropertiesTest {

    @Test
    void anywhereByDefault() {
        assertThat(bind(Map.of()).serviceArea()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    37 -123 38 -122   | latitude 37.0 to 38.0, longitude -123.0 to -122.0
                    -20 170 -10 -170  | latitude -20.0 to -10.0, longitude 170.0 to -170.0
                    -90 -180 90 180   | latitude -90.0 to 90.0, longitude -180.0 to 180.0
                    """)
    void aBox(String sides, String area) {
        assertThat(bind(sides(sides)).serviceArea()).hasToString(area);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    37 -123 38          | needs all four of south, west, north and east
                    38 -123 37 -122     | south must be less than north
                    37 -123 37 -122     | south must be less than north
                    37 -122 38 -122     | west must not be the same as east
                    -123 37 -122 38     | south must be between -90 and 90 degrees
                    37 -181 38 -122     | west must be between -180 and 180 degrees
                    NaN -123 38 -122    | south must be between -90 and 90 degrees
                    37 -123 38 Infinity | east must be between -180 and 180 degrees
                    """)
    void noBox(String sides, String says) {
        assertThatThrownBy(() -> bind(sides(sides)))
                .hasStackTraceContaining("beckon.orders.service-area")
                .hasStackTraceContaining(says);
    }

    private static Map<String, String> sides(String line) {
        var names = new String[] {"south", "west", "north", "east"};
        var values = line.split(" +");
        var properties = new HashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            properties.put("beckon.orders.service-area." + names[i], values[i]);
        }
        return properties;
    }

    private static OrdersProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("beckon.orders", OrdersProperties.class);
    }
}
