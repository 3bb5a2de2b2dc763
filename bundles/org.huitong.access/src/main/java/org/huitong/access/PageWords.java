// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.web.Page;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The permissions that the pages of this moment ask for, so that administrators see them without being given each. */
@Component(service = PageWords.class)
public final class PageWords {
    private final Map<Object, String> words = new ConcurrentHashMap<>();

    @Activate
    public PageWords() {}

    // The properties alone: the page itself need not be made for this.
    @Reference(service = Page.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPage(Map<String, Object> page) {
        if (page.get("huitong.page.permission") instanceof String word && !word.isEmpty()) {
            words.put(page.get(Constants.SERVICE_ID), word);
        }
    }

    void removePage(Map<String, Object> page) {
        words.remove(page.get(Constants.SERVICE_ID));
    }

    Set<String> known() {
        return Set.copyOf(words.values());
    }
}
