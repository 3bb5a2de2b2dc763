// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.huitong.web.Doorkeeper;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The pages that are here now. */
@Component(service = PageBook.class)
public final class PageBook {
    private static final Comparator<Leaf> MENU =
            Comparator.comparingInt(Leaf::rank).thenComparing(Leaf::path);

    private final Map<ServiceReference<Page>, Leaf> leaves = new ConcurrentHashMap<>();
    private final Map<Bundle, Shelf> shelves = new ConcurrentHashMap<>();
    private final AtomicLong edition = new AtomicLong();
    private final Doorkeeper doorkeeper;
    private final OwnShelves own;

    @Activate
    public PageBook(@Reference Doorkeeper doorkeeper, @Reference OwnShelves own) {
        this.doorkeeper = doorkeeper;
        this.own = own;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPage(ServiceReference<Page> reference, Page page) {
        if (reference.getProperty("huitong.page.path") instanceof String path && !path.isBlank()) {
            Shelf shelf = shelves.computeIfAbsent(reference.getBundle(), own::pages);
            leaves.put(reference, Leaf.of(reference, path, page, shelf));
            edition.incrementAndGet();
        }
    }

    void removePage(ServiceReference<Page> reference) {
        if (leaves.remove(reference) != null) {
            edition.incrementAndGet();
            // An upgraded bundle comes back with other files: what was read of the old one goes with its pages.
            shelves.values().retainAll(leaves.values().stream().map(Leaf::shelf).toList());
        }
    }

    /** The menu as this person sees it. */
    List<Leaf> menu(Asker asker) {
        return leaves.values().stream()
                .filter(leaf ->
                        leaf.permission().equals(Permitted.EVERYBODY) || doorkeeper.shows(asker, leaf.permission()))
                .filter(leaf -> find(leaf.path()).filter(leaf::equals).isPresent())
                .sorted(MENU)
                .toList();
    }

    /** The page at a path; of two that claim it, the one that OSGi ranks higher. */
    Optional<Leaf> find(String path) {
        return leaves.entrySet().stream()
                .filter(e -> e.getValue().path().equals(path))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /** Changes whenever a page comes or goes. */
    public long edition() {
        return edition.get();
    }

    /** One page. */
    record Leaf(String path, String permission, int rank, LocalText title, String icon, Shelf shelf) {
        static Leaf of(ServiceReference<Page> reference, String path, Page page, Shelf shelf) {
            return new Leaf(
                    path,
                    reference.getProperty("huitong.page.permission") instanceof String p ? p : "",
                    reference.getProperty("huitong.page.rank") instanceof Integer r ? r : 100,
                    page.title(),
                    page.icon(),
                    shelf);
        }

        /** Where its module is, by a name that changes with its content. */
        String module() {
            try {
                return "/pages/" + path + "/~" + shelf.version() + "/" + path + ".js";
            } catch (IOException e) {
                throw new UncheckedIOException("a bundle that is installed can be read", e);
            }
        }
    }
}
