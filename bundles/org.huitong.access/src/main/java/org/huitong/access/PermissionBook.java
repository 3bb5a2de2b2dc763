// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every permission that somebody here asks for: the platform's own, and those of the pages. What was named once stays
 * until the hub stops: a bundle that is being exchanged must not change what a permission is. Nobody redefines what
 * another has named; a word that nobody explains is of the kind <i>content</i>, which administering does not bring.
 */
@Component(service = PermissionBook.class)
public final class PermissionBook {
    private static final Logger LOG = LoggerFactory.getLogger(PermissionBook.class);
    private static final String MESSAGES = "messages.";
    private final Map<String, Permission> explained = new ConcurrentHashMap<>();
    private final Map<String, Permission> unexplained = new ConcurrentHashMap<>();

    @Activate
    public PermissionBook() {}

    @Reference(service = Page.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPage(Page page, Map<String, Object> properties) {
        try {
            page.permissions().stream()
                    .filter(permission -> Account.isPermission(permission.word()))
                    .forEach(permission -> explained.putIfAbsent(permission.word(), permission));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "A page cannot say what it asks for, page={}",
                    page.getClass().getName(),
                    e);
        }
        if (properties.get("huitong.page.permission") instanceof String word
                && Account.isPermission(word)
                && !word.equals(Permitted.EVERYBODY)) {
            unexplained.putIfAbsent(word, Permission.of(word, Kind.CONTENT, LocalText.of(word, word)));
        }
    }

    void removePage(Page page) {
        // What it named stays known.
    }

    Optional<Permission> find(String word) {
        return PlatformWords.find(word)
                .or(() -> Optional.ofNullable(explained.get(word)))
                .or(() -> Optional.ofNullable(unexplained.get(word)));
    }

    Kind kind(String word) {
        return find(word).map(Permission::kind).orElse(Kind.CONTENT);
    }

    /** Messages are judged one by one; of other things whoever asks has to have said that it looks at each. */
    boolean narrows(String word) {
        return word.startsWith(MESSAGES) && !word.equals(Permissions.READ_ALL)
                || find(word).map(Permission::narrows).orElse(false);
    }

    /** Whether it is handed on by its holders alone: it brings power over the hub, or every message. */
    boolean guarded(String word) {
        return kind(word) != Kind.CONTENT || word.equals(Permissions.READ_ALL) || word.equals(Permissions.ALL_CONTENT);
    }

    /** The platform's own first, in the order in which administrators should read them. */
    List<Permission> all() {
        Map<String, Permission> all = new LinkedHashMap<>();
        PlatformWords.ALL.forEach(permission -> all.put(permission.word(), permission));
        List<Permission> others = new ArrayList<>(explained.values());
        unexplained.values().stream()
                .filter(permission -> !explained.containsKey(permission.word()))
                .forEach(others::add);
        others.stream()
                .sorted(Comparator.comparing(Permission::kind).thenComparing(Permission::word))
                .forEach(permission -> all.putIfAbsent(permission.word(), permission));
        return List.copyOf(all.values());
    }

    /** Whether who holds the one has the other with it. */
    boolean brings(String held, String wanted) {
        if (held.equals(wanted)) {
            return true;
        }
        return switch (held) {
            case Permissions.ADMINISTER -> kind(wanted) == Kind.MANAGE;
            case Permissions.ALL_SECURITY -> kind(wanted) == Kind.SECURITY;
            case Permissions.ALL_AUDIT -> kind(wanted) == Kind.AUDIT;
                // Nobody reads messages because they look after the rules.
            case Permissions.ALL_CONTENT -> wanted.equals(Permissions.TAG)
                    || wanted.equals(Permissions.NOMINATE)
                    || kind(wanted) == Kind.CONTENT && !wanted.startsWith(MESSAGES);
            case Permissions.READ_ALL -> wanted.equals(Permissions.READ);
            default -> false;
        };
    }

    /** The permission as a sentence may name it: in words, and as programs know it. */
    LocalText named(String word) {
        return find(word)
                .filter(permission -> !permission.title().en().equals(word))
                .map(permission -> LocalText.of(
                        "“" + permission.title().zh() + "”（" + word + "）",
                        "“" + permission.title().en() + "” (" + word + ")"))
                .orElse(LocalText.of(" " + word, word));
    }
}
