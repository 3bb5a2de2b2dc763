// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where rules are kept. Nothing is overwritten: a change adds a version of the set and one row for the rule that it
 * changes, so every finding's snapshot can be looked up for ever, and a change costs one row however many rules there
 * are.
 */
@Component(service = RuleShelf.class)
public final class RuleShelf {
    private static final String OF_VERSION =
            """
            select r from RuleEntity r where r.gone = false and r.version =
              (select max(s.version) from RuleEntity s where s.id = r.id and s.version <= :version)
            order by r.id""";

    private static final String SAME_NAME =
            """
            select count(r) from RuleEntity r where r.gone = false and lower(r.name) = :name and r.id <> :id
              and r.version = (select max(s.version) from RuleEntity s where s.id = r.id)""";

    private final EntityManagerFactory entities;
    private final InstantSource clock;

    @Activate
    public RuleShelf(
            @Reference(target = "(osgi.unit.name=rules)") EntityManagerFactory entities,
            @Reference(target = "(schema=rules)") Schema tables) {
        this(entities, InstantSource.system());
    }

    RuleShelf(EntityManagerFactory entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The set of now. */
    RuleSet newest() {
        return inTransaction(manager -> set(manager, version(manager)));
    }

    /** The set as it was; empty if there has been no such version. */
    Optional<RuleSet> version(int version) {
        return inTransaction(manager -> manager.find(VersionEntity.class, version) == null
                ? Optional.empty()
                : Optional.of(set(manager, version)));
    }

    /** The last changes, newest first. */
    List<RuleSet.Change> changes(int limit) {
        return inTransaction(manager -> manager.createQuery(
                        "select v from VersionEntity v order by v.version desc", VersionEntity.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(VersionEntity::change)
                .toList());
    }

    Optional<Rule> rule(long id) {
        return inTransaction(manager -> row(manager, id).map(RuleEntity::rule));
    }

    /** Puts a new rule on the shelf. */
    Outcome add(Rule rule, String by) {
        return change(rule.name(), by, "+ " + rule.name(), manager -> {
            long last = manager.createQuery("select coalesce(max(r.id), 0) from RuleEntity r", Long.class)
                    .getSingleResult();
            return new Next(rule.as(last + 1, 0), false);
        });
    }

    /** @param rule with the version that its editor saw, or 0 to change it whatever it became meanwhile */
    Outcome replace(Rule rule, String by) {
        return change(rule.name(), by, "± " + rule.name(), manager -> row(manager, rule.id())
                .<Step>map(row ->
                        rule.version() == 0 || rule.version() == row.rule().version()
                                ? new Next(rule, false)
                                : new Outcome.Changed(row.rule()))
                .orElseGet(Outcome.Missing::new));
    }

    Outcome remove(long id, String by) {
        return change(null, by, "− " + rule(id).map(Rule::name).orElse(""), manager -> row(manager, id)
                .<Step>map(row -> new Next(row.rule(), true))
                .orElseGet(Outcome.Missing::new));
    }

    /** One writer at a time; one on another node loses to the key of the version and gets a failure. */
    private synchronized Outcome change(String name, String by, String what, Function<EntityManager, Step> work) {
        return inTransaction(manager -> {
            Step step = work.apply(manager);
            if (step instanceof Outcome refused) {
                return refused;
            }
            Next next = (Next) step;
            int version = version(manager) + 1;
            Rule rule = next.rule().as(next.rule().id(), version);
            if (!next.gone() && taken(manager, name, rule.id())) {
                return new Outcome.NameTaken();
            }
            manager.persist(VersionEntity.of(new RuleSet.Change(version, clock.instant(), by, what)));
            // The rule's row refers to the version's, which nothing tells the entities.
            manager.flush();
            manager.persist(RuleEntity.of(rule, next.gone()));
            return new Outcome.Done(version, rule);
        });
    }

    private static boolean taken(EntityManager manager, String name, long id) {
        return manager.createQuery(SAME_NAME, Long.class)
                        .setParameter("name", name.toLowerCase(Locale.ROOT))
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }

    private static Optional<RuleEntity> row(EntityManager manager, long id) {
        return manager.createQuery(
                        "select r from RuleEntity r where r.id = :id order by r.version desc", RuleEntity.class)
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .filter(r -> !r.gone());
    }

    private static int version(EntityManager manager) {
        return manager.createQuery("select coalesce(max(v.version), 0) from VersionEntity v", Integer.class)
                .getSingleResult();
    }

    private static RuleSet set(EntityManager manager, int version) {
        return new RuleSet(
                version,
                RuleEntity.rules(manager.createQuery(OF_VERSION, RuleEntity.class)
                        .setParameter("version", version)
                        .getResultList()));
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager manager = entities.createEntityManager()) {
            manager.getTransaction().begin();
            try {
                T result = work.apply(manager);
                manager.getTransaction().commit();
                return result;
            } finally {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            }
        }
    }

    private sealed interface Step permits Next, Outcome {}

    private record Next(Rule rule, boolean gone) implements Step {}

    /** What became of a change. */
    sealed interface Outcome extends Step {
        /** @param rule as it is on the shelf now, or was until now */
        record Done(int version, Rule rule) implements Outcome {}

        record NameTaken() implements Outcome {}

        record Missing() implements Outcome {}

        /** Somebody else changed it meanwhile. */
        record Changed(Rule rule) implements Outcome {}
    }
}
