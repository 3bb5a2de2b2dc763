// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which platform's directory is the whole list of which company, as an operator wrote it: {@code dingtalk:sales=Our
 * Company}, joined by commas.
 */
record Leads(Map<String, String> companies) {
    Leads {
        companies = Map.copyOf(companies);
    }

    static Leads of(String text) {
        Map<String, String> companies = new LinkedHashMap<>();
        for (String one : text.split("[,，]")) {
            int mark = one.indexOf('=');
            if (mark > 0 && !one.substring(mark + 1).isBlank()) {
                companies.put(
                        one.substring(0, mark).strip(), one.substring(mark + 1).strip());
            }
        }
        return new Leads(companies);
    }

    Optional<String> company(String directory) {
        return Optional.ofNullable(companies.get(directory));
    }
}
