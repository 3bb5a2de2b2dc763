// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.web.RestResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** One subject: the resources that stand behind it now, and their application once somebody asked for it. */
final class RestSubject {
    private final String name;
    private final BundleContext bundles;
    private final Set<ServiceReference<RestResource>> resources = new LinkedHashSet<>();
    private SubjectApplication application;

    RestSubject(String name, BundleContext bundles) {
        this.name = name;
        this.bundles = bundles;
    }

    void add(ServiceReference<RestResource> resource) {
        retireAfter(() -> resources.add(resource));
    }

    /** True where none is left. */
    boolean remove(ServiceReference<RestResource> resource) {
        retireAfter(() -> resources.remove(resource));
        synchronized (this) {
            return resources.isEmpty();
        }
    }

    void shut() {
        retireAfter(resources::clear);
    }

    synchronized List<Bundle> bundles() {
        return resources.stream().map(ServiceReference::getBundle).distinct().toList();
    }

    /** The application, entered; the caller serves with it, which leaves it again. Empty: no resource is there. */
    Optional<SubjectApplication> enter(ServletContext context) {
        synchronized (this) {
            if (application == null) {
                application = build(context);
            }
            if (application != null) {
                application.enter();
            }
            return Optional.ofNullable(application);
        }
    }

    private SubjectApplication build(ServletContext context) {
        List<ServiceReference<RestResource>> held = new ArrayList<>();
        List<Object> instances = new ArrayList<>();
        for (ServiceReference<RestResource> resource : resources) {
            RestResource instance = bundles.getService(resource);
            if (instance != null) {
                held.add(resource);
                instances.add(instance);
            }
        }
        if (instances.isEmpty()) {
            return null;
        }
        try {
            return SubjectApplication.build(name, instances, context, () -> giveBack(held));
        } catch (RuntimeException | Error e) {
            giveBack(held);
            throw e;
        }
    }

    private void giveBack(Collection<ServiceReference<RestResource>> held) {
        for (ServiceReference<RestResource> resource : held) {
            try {
                bundles.ungetService(resource);
            } catch (IllegalStateException gone) {
                // This bundle was stopped meanwhile; the framework has given everything back already.
                return;
            }
        }
    }

    private void retireAfter(Runnable change) {
        SubjectApplication old;
        synchronized (this) {
            change.run();
            old = application;
            application = null;
        }
        if (old != null) {
            old.retire();
        }
    }
}
