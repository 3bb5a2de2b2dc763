// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.RestResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * One subject: the resources that stand behind it now, and their application once somebody asked for it. A resource that
 * takes an address of an earlier one, or that Jersey does not accept, is left out of it and named; it is looked at again
 * whenever another one comes or goes.
 */
final class RestSubject {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final BundleContext bundles;
    private final Map<ServiceReference<RestResource>, Candidate> candidates = new LinkedHashMap<>();
    private final Sieve.Judge judge;
    private SubjectApplication application;
    private boolean built;

    RestSubject(String name, BundleContext bundles, Sieve.Judge judge) {
        this.name = name;
        this.bundles = bundles;
        this.judge = judge;
    }

    void add(ServiceReference<RestResource> resource) {
        retireAfter(() -> candidates.put(resource, new Candidate(name, resource)));
    }

    /**
     * Looks at a resource that came to others, so that it is told right then whether it can stand beside them. Not in the
     * lock: a constructor that hangs keeps only who installs it.
     */
    void look() {
        if (known().size() > 1) {
            ask(false);
            synchronized (this) {
                Candidate.judge(known());
            }
        }
    }

    /** True where none is left. */
    boolean remove(ServiceReference<RestResource> resource) {
        List<Candidate> gone = new ArrayList<>();
        retireAfter(() -> Optional.ofNullable(candidates.remove(resource)).ifPresent(gone::add));
        gone.forEach(candidate -> candidate.leave(bundles));
        synchronized (this) {
            Candidate.judge(known());
            return candidates.isEmpty();
        }
    }

    void shut() {
        List<Candidate> gone = known();
        retireAfter(candidates::clear);
        gone.forEach(candidate -> candidate.leave(bundles));
    }

    synchronized List<Bundle> bundles() {
        return known().stream()
                .filter(Candidate::isServed)
                .map(Candidate::bundle)
                .distinct()
                .toList();
    }

    /** What their methods ask for, without making any of them. */
    synchronized Map<Claims.Call, String> permissions() {
        Map<Claims.Call, String> all = new LinkedHashMap<>();
        known().stream()
                .filter(Candidate::isServed)
                .flatMap(candidate -> candidate.claims().stream())
                .forEach(claims -> claims.permissions().forEach(all::putIfAbsent));
        return all;
    }

    /** Where each of their calls is, below the subject. */
    synchronized Map<Claims.Call, String> paths() {
        Map<Claims.Call, String> all = new LinkedHashMap<>();
        known().stream().flatMap(candidate -> candidate.claims().stream()).forEach(claims -> claims.paths()
                .forEach(all::putIfAbsent));
        return all;
    }

    /** Why resources that are here are not served. */
    synchronized List<LocalText> objections() {
        return known().stream().flatMap(c -> c.objection().stream()).toList();
    }

    /** The application, entered; the caller serves with it, which leaves it again. Empty: no resource is there. */
    Optional<SubjectApplication> enter(ServletContext context) {
        ask(nothingToServe());
        awaitTheFirst();
        synchronized (this) {
            if (!built) {
                application = build(context).orElse(null);
                built = true;
            }
            if (application != null) {
                application.enter();
            } else if (known().stream().anyMatch(Candidate::isHere)) {
                throw new IllegalStateException("no resource of this subject can be served");
            }
            return Optional.ofNullable(application);
        }
    }

    /** True while a resource is being created, and none of this subject is there yet. */
    synchronized boolean isStarting() {
        return application == null && known().stream().anyMatch(Candidate::isAsked);
    }

    /** Of those who call at once the first has a resource created; to the others it is not missing meanwhile. */
    private void awaitTheFirst() {
        if (nothingToServe()) {
            known().stream().filter(Candidate::isAsked).forEach(candidate -> candidate.awaitAnswer(PATIENCE));
        }
    }

    /** In the order in which they were installed, which the next start keeps: whoever was first stays first. */
    private synchronized List<Candidate> known() {
        return candidates.values().stream().sorted().toList();
    }

    private synchronized boolean nothingToServe() {
        return application == null;
    }

    private void ask(boolean again) {
        for (Candidate candidate : known()) {
            // One that another thread is asking, and that does not answer, is not waited for.
            if (candidate.ask(bundles, again)) {
                retireAfter(() -> {});
            }
        }
    }

    private Optional<SubjectApplication> build(ServletContext context) {
        Candidate.judge(known());
        List<Candidate> served = known().stream()
                .filter(Candidate::isServed)
                .filter(Candidate::isHere)
                .toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(build(served, context));
        } catch (RuntimeException | LinkageError together) {
            return oneByOne(served, context);
        }
    }

    /** Each that Jersey accepts beside those before it; the others are named. */
    private Optional<SubjectApplication> oneByOne(List<Candidate> candidates, ServletContext context) {
        List<Candidate> accepted = new ArrayList<>();
        Optional<SubjectApplication> best = Optional.empty();
        for (Candidate candidate : candidates) {
            List<Candidate> with = new ArrayList<>(accepted);
            with.add(candidate);
            try {
                SubjectApplication better = build(with, context);
                best.ifPresent(SubjectApplication::retire);
                best = Optional.of(better);
                accepted = with;
            } catch (RuntimeException | LinkageError e) {
                candidate.isRefused(e);
            }
        }
        return best;
    }

    private SubjectApplication build(List<Candidate> candidates, ServletContext context) {
        List<ServiceReference<RestResource>> held = new ArrayList<>();
        Map<RestResource, String> instances = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            RestResource instance = bundles.getService(candidate.resource());
            if (instance != null) {
                held.add(candidate.resource());
                instances.put(instance, candidate.word());
            }
        }
        try {
            return SubjectApplication.build(name, instances, context, judge, () -> giveBack(held));
        } catch (RuntimeException | Error e) {
            giveBack(held);
            throw e;
        }
    }

    private void giveBack(Collection<ServiceReference<RestResource>> held) {
        held.forEach(resource -> Candidate.giveBack(bundles, resource));
    }

    private void retireAfter(Runnable change) {
        SubjectApplication old;
        synchronized (this) {
            change.run();
            candidates.values().forEach(Candidate::mayBeTriedAgain);
            old = application;
            application = null;
            built = false;
        }
        if (old != null) {
            old.retire();
        }
    }
}
