// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.huitong.api.document.Document;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents that can be made now. They come and go with their capabilities. */
@Component(service = Catalogue.class)
public final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Map<ServiceReference<Document>, Entry> entries = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ServiceReference<Document> reference, Document document) {
        if (reference.getProperty("huitong.document") instanceof String name
                && NAME.matcher(name).matches()
                && reference.getProperty("huitong.document.permission") instanceof String permission
                && !permission.isBlank()) {
            entries.put(reference, new Entry(name, permission, document));
        } else {
            LOG.warn(
                    "A document without a name or permission is not offered bundle={}",
                    reference.getBundle().getSymbolicName());
        }
    }

    void remove(ServiceReference<Document> reference) {
        entries.remove(reference);
    }

    /** By name. */
    List<Entry> all() {
        return entries.values().stream()
                .map(Entry::name)
                .distinct()
                .sorted()
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** Of two that claim a name, the one that OSGi ranks higher. */
    public Optional<Entry> find(String name) {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().name().equals(name))
                .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue);
    }

    /** One of them. */
    public record Entry(String name, String permission, Document document) {}
}
