// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.operation.Objection;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ways in that do not say who may come by them. They are not served: the HTTP service does not see such a servlet or
 * filter, the REST root does not take such a resource. Each is named, and the installer takes an upgrade back that
 * brings one.
 */
@Component(service = {Undeclared.class, FindHook.class, EventListenerHook.class, Objection.class})
public final class Undeclared implements FindHook, EventListenerHook, Objection {
    private static final Logger LOG = LoggerFactory.getLogger(Undeclared.class);
    private static final String SERVER = "org.apache.felix.http.";

    /** What makes a service something that the HTTP service serves. */
    private static final List<String> WAYS = List.of(
            "osgi.http.whiteboard.servlet.pattern",
            "osgi.http.whiteboard.servlet.name",
            "osgi.http.whiteboard.servlet.errorPage",
            "osgi.http.whiteboard.filter.pattern",
            "osgi.http.whiteboard.filter.regex",
            "osgi.http.whiteboard.filter.servlet",
            "osgi.http.whiteboard.resource.pattern");

    /** Not ours, and behind doors of ours: the console's own servlet, which asks our door who comes. */
    private static final Set<String> KNOWN = Set.of("org.apache.felix.webconsole", "org.apache.felix.http.jetty12");

    private final Map<ServiceReference<?>, String> found = new ConcurrentHashMap<>();

    @Activate
    public Undeclared() {}

    public static boolean isDeclared(ServiceReference<?> way) {
        return way.getProperty(Permitted.PROPERTY) instanceof String word && !word.isBlank();
    }

    @Override
    public void find(
            BundleContext asking, String name, String filter, boolean all, Collection<ServiceReference<?>> references) {
        if (isServer(asking)) {
            for (Iterator<ServiceReference<?>> each = references.iterator(); each.hasNext(); ) {
                ServiceReference<?> reference = each.next();
                if (isHidden(reference)) {
                    add(reference, place(reference));
                    each.remove();
                }
            }
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            remove(reference);
        } else if (isHidden(reference)) {
            add(reference, place(reference));
            listeners.keySet().removeIf(Undeclared::isServer);
        }
    }

    private static boolean isServer(BundleContext asking) {
        return asking.getBundle().getSymbolicName().startsWith(SERVER);
    }

    private static boolean isHidden(ServiceReference<?> reference) {
        return WAYS.stream().anyMatch(way -> reference.getProperty(way) != null)
                && !isDeclared(reference)
                && reference.getBundle() != null
                && !KNOWN.contains(reference.getBundle().getSymbolicName());
    }

    private static String place(ServiceReference<?> reference) {
        return WAYS.stream()
                .map(reference::getProperty)
                .filter(value -> value != null)
                .map(value -> value instanceof String[] many ? String.join(" ", many) : value.toString())
                .findFirst()
                .orElse("");
    }

    /** @param place where it would have been */
    public void add(ServiceReference<?> reference, String place) {
        if (found.putIfAbsent(reference, place) == null) {
            LOG.error(
                    "A way in does not say who may come by it and is not served, bundle={} place={}",
                    reference.getBundle().getSymbolicName(),
                    place);
        }
    }

    public void remove(ServiceReference<?> reference) {
        found.remove(reference);
    }

    /** Each of them in a sentence. */
    public List<LocalText> objections() {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().getBundle() != null)
                .map(entry -> sentence(entry.getKey().getBundle().getSymbolicName(), entry.getValue()))
                .toList();
    }

    private static LocalText sentence(String bundle, String place) {
        return LocalText.of(
                bundle + " 的 " + place + " 没有声明权限（@Permitted），不提供服务。",
                place + " of " + bundle + " does not say who may come by it (@Permitted), and is not served.");
    }

    @Override
    public Optional<Said> to(long bundle) {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().getBundle() != null
                        && entry.getKey().getBundle().getBundleId() == bundle)
                .findFirst()
                .map(entry -> new Said(
                        true,
                        LocalText.of(
                                entry.getValue() + " 没有声明权限（@Permitted）",
                                entry.getValue() + " does not say who may come by it (@Permitted)")));
    }
}
