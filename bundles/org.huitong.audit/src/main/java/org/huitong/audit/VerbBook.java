// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people call the verbs of deeds, as the bundles that note them say; else as the permission of that word is called.
 * What was named once stays until the hub stops: what was noted is read long after its bundle is gone.
 */
@Component(service = VerbBook.class)
public final class VerbBook {
    private static final Logger LOG = LoggerFactory.getLogger(VerbBook.class);

    private final Map<String, LocalText> deeds = new ConcurrentHashMap<>();
    private final Map<String, LocalText> permissions = new ConcurrentHashMap<>();

    @Activate
    public VerbBook() {}

    @Reference(service = Page.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPage(Page page) {
        try {
            page.deeds().forEach(deeds::putIfAbsent);
            page.permissions().forEach(one -> permissions.putIfAbsent(one.word(), one.title()));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A page cannot say what it notes, page={}", page.getClass().getName(), e);
        }
    }

    void removePage(Page page) {
        // What it named stays known.
    }

    Optional<LocalText> words(String verb) {
        return Optional.ofNullable(deeds.get(verb)).or(() -> Optional.ofNullable(permissions.get(verb)));
    }
}
