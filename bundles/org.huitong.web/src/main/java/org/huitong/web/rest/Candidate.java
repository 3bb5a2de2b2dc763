// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A resource that wants to be served under its subject, and why it is not where it is not. */
final class Candidate implements Comparable<Candidate> {
    private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

    private final String subject;
    private final ServiceReference<RestResource> resource;
    private final Bundle bundle;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Class<?> type;
    private volatile Optional<Claims> claims = Optional.empty();
    /** Of its own making, whoever stands beside it. */
    private volatile LocalText flaw;

    /** What Jersey said of it beside those that are there now. */
    private LocalText refused;

    private LocalText objection;
    private LocalText told;

    private enum State {
        NEW,
        ASKED,
        /** Its component did not start. */
        FAILED,
        HERE,
        GONE
    }

    Candidate(String subject, ServiceReference<RestResource> resource) {
        this.subject = subject;
        this.resource = resource;
        this.bundle = resource.getBundle();
    }

    ServiceReference<RestResource> resource() {
        return resource;
    }

    /** What its service says of who may come in, or nothing. */
    String word() {
        return resource.getProperty(Permitted.PROPERTY) instanceof String word ? word : "";
    }

    Bundle bundle() {
        return bundle;
    }

    /** Whether all of its methods say who may call them, where its class says nothing. */
    static boolean isDeclared(ServiceReference<RestResource> resource) {
        return new Candidate("", resource).claims().filter(Claims::isDeclared).isPresent();
    }

    /** What its class says; read of the class alone where it has not been created yet. */
    Optional<Claims> claims() {
        if (claims.isPresent() || !(resource.getProperty("component.name") instanceof String name)) {
            return claims;
        }
        try {
            return Claims.of(bundle.loadClass(name));
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            LOG.debug("A resource is named by something else than its class name={}", name, e);
            return claims;
        }
    }

    /** It has been created, and is held until it leaves. */
    boolean isHere() {
        return state.get() == State.HERE;
    }

    boolean isServed() {
        return objection == null;
    }

    Optional<LocalText> objection() {
        return Optional.ofNullable(objection);
    }

    /**
     * Has it created, which may take as long as its constructor does; true where that has changed something.
     *
     * @param again also where that has failed before
     */
    boolean ask(BundleContext bundles, boolean again) {
        boolean mine =
                state.compareAndSet(State.NEW, State.ASKED) || again && state.compareAndSet(State.FAILED, State.ASKED);
        if (!mine) {
            return false;
        }
        try {
            return create(bundles);
        } finally {
            answered.countDown();
        }
    }

    /** Whether somebody else is having it created right now. */
    boolean isAsked() {
        return state.get() == State.ASKED;
    }

    /** Waits for somebody else's question; its first answer is enough. */
    void awaitAnswer(Duration atMost) {
        try {
            answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean create(BundleContext bundles) {
        RestResource instance = bundles.getService(resource);
        if (instance == null) {
            // Nothing is wrong with one that is just leaving.
            flaw = resource.getBundle() == null
                    ? null
                    : LocalText.of("组件没有启动，原因见日志", "its component does not start; the log says why");
            state.compareAndSet(State.ASKED, State.FAILED);
            return false;
        }
        flaw = null;
        type = instance.getClass();
        read();
        if (!state.compareAndSet(State.ASKED, State.HERE)) {
            giveBack(bundles, resource);
        }
        return true;
    }

    private void read() {
        try {
            claims = Claims.of(type);
            if (claims.isEmpty()) {
                flaw = LocalText.of("类上没有 @Path", "its class has no @Path");
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The annotations of a REST resource cannot be read class={}", type.getName(), e);
            flaw = broken(e);
        }
    }

    void leave(BundleContext bundles) {
        if (state.getAndSet(State.GONE) == State.HERE) {
            giveBack(bundles, resource);
        }
    }

    /** Jersey does not take it, alone or beside those that came before it. */
    void isRefused(Throwable refusal) {
        refused = broken(refusal);
        if (object(refused)) {
            LOG.warn("This is why", refusal);
        }
    }

    /** Others stand beside it now. */
    void mayBeTriedAgain() {
        refused = null;
    }

    /** Decides who of them is served: each that takes nothing from those before it. */
    static void judge(List<Candidate> inOrder) {
        List<Candidate> served = new ArrayList<>();
        for (Candidate candidate : inOrder) {
            Optional<LocalText> reason = Optional.ofNullable(candidate.flaw)
                    .or(() -> served.stream()
                            .flatMap(first -> candidate.clash(first).stream())
                            .findFirst())
                    .or(() -> Optional.ofNullable(candidate.refused));
            candidate.object(reason.orElse(null));
            if (reason.isEmpty()) {
                served.add(candidate);
            }
        }
    }

    private Optional<LocalText> clash(Candidate first) {
        return first.claims.flatMap(theirs -> claims.flatMap(theirs::takenBy)).map(call -> {
            String shown = call.toString()
                    .replaceFirst("/", "/api/v1/" + subject + "/")
                    .replaceFirst("/$", "");
            return LocalText.of(
                    shown + " 已由 " + first.bundle.getSymbolicName() + " 提供",
                    "it takes " + shown + " from " + first.bundle.getSymbolicName() + ", which was there first");
        });
    }

    /** True where it is told for the first time. */
    private boolean object(LocalText reasonOrNull) {
        objection = reasonOrNull == null ? null : sentence(reasonOrNull);
        if (objection == null || objection.equals(told)) {
            return false;
        }
        LOG.error("{} {}", objection.en(), objection.zh());
        told = objection;
        return true;
    }

    private LocalText sentence(LocalText reason) {
        String name = bundle.getSymbolicName() + (type == null ? "" : " (" + type.getName() + ")");
        return LocalText.of(
                "/api/v1/" + subject + " 下的资源 " + name + " 没有提供服务：" + reason.zh() + "。",
                "A resource of /api/v1/" + subject + " is not served, of " + name + ": " + reason.en() + ".");
    }

    /** Names of classes and methods: what is thrown over annotations quotes nobody. */
    private static LocalText broken(Throwable thrown) {
        String what =
                thrown.getClass().getSimpleName() + (thrown instanceof LinkageError ? " " + thrown.getMessage() : "");
        return LocalText.of(
                "它的类或方法的写法无法使用（" + what + "）", "its class or its methods cannot be used as they are (" + what + ")");
    }

    static void giveBack(BundleContext bundles, ServiceReference<?> resource) {
        try {
            bundles.ungetService(resource);
        } catch (IllegalStateException gone) {
            // This bundle was stopped meanwhile; the framework has given everything back already.
            LOG.debug("The web has stopped before a resource was given back", gone);
        }
    }

    @Override
    public int compareTo(Candidate other) {
        return Long.compare(bundle.getBundleId(), other.bundle.getBundleId());
    }
}
