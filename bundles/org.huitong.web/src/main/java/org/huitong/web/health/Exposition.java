// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.huitong.api.operation.Measured.Measurement;

/** The text that Prometheus reads, format 0.0.4. */
final class Exposition {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Exposition() {}

    /** All lines of one name stand together, whoever counted them; a name that Prometheus would refuse is left out. */
    static String of(List<Measurement> measurements) {
        Map<String, List<Measurement>> families = new TreeMap<>();
        for (Measurement m : measurements) {
            if (NAME.matcher(m.name()).matches()) {
                families.computeIfAbsent(m.name(), name -> new ArrayList<>()).add(m);
            }
        }
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            Measurement first = family.get(0);
            text.append("# HELP ").append(name).append(' ').append(escaped(first.help(), false));
            text.append("\n# TYPE ").append(name).append(' ');
            text.append(first.kind().name().toLowerCase(Locale.ROOT)).append('\n');
            family.forEach(one -> line(text, one));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, Measurement one) {
        text.append(one.name());
        char before = '{';
        for (Map.Entry<String, String> label : new TreeMap<>(one.labels()).entrySet()) {
            if (LABEL.matcher(label.getKey()).matches()) {
                text.append(before).append(label.getKey()).append("=\"");
                text.append(escaped(label.getValue(), true)).append('"');
                before = ',';
            }
        }
        text.append(before == '{' ? " " : "} ").append(number(one.value())).append('\n');
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String escaped(String text, boolean quotes) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? escaped.replace("\"", "\\\"") : escaped;
    }
}
