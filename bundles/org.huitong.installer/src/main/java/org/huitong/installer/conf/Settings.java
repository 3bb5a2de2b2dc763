// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings as a file holds them (texts) and as Config Admin holds them (any simple type), in one comparable form. */
final class Settings {
    private static final Set<String> BOOKKEEPING =
            Set.of("service.pid", "service.factoryPid", "service.bundleLocation", "felix.fileinstall.filename");

    private Settings() {}

    static Map<String, List<String>> of(Dictionary<String, Object> properties) {
        Map<String, List<String>> settings = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!BOOKKEEPING.contains(key)) {
                List<String> texts = texts(properties.get(key));
                if (!texts.isEmpty()) {
                    settings.put(key, texts);
                }
            }
        }
        return settings;
    }

    static Dictionary<String, Object> properties(Map<String, List<String>> settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        settings.forEach((key, values) ->
                properties.put(key, values.size() == 1 ? values.get(0) : values.toArray(String[]::new)));
        return properties;
    }

    /** Where Config Admin keeps them; empty where it has none of that name. */
    static Optional<Configuration> find(ConfigurationAdmin admin, String pid) throws IOException {
        try {
            Configuration[] found =
                    admin.listConfigurations("(service.pid=" + pid.replaceAll("([\\\\*()])", "\\\\$1") + ")");
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter asks for " + pid, e);
        }
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            several.forEach(one -> texts.add(text(one)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(text(Array.get(value, i)));
            }
        } else {
            texts.add(text(value));
        }
        return texts;
    }

    private static String text(Object value) {
        return String.valueOf(value).replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
