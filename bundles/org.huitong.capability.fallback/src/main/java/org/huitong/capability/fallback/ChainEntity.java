// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.outbox.Detour.Way;
import org.huitong.kit.edition.NumberedKey;

/** A chain as it stands from one version on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "fallback_chain")
public class ChainEntity {
    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;

    @Column(name = "is_urgent")
    private boolean urgent;

    private String company;
    private String ways;

    @Column(name = "after_seconds")
    private int after;

    private int budget;

    @Column(name = "is_on")
    private boolean on;

    protected ChainEntity() {}

    static ChainEntity of(Chain chain, boolean gone) {
        ChainEntity entity = new ChainEntity();
        entity.id = chain.id();
        entity.version = chain.version();
        entity.gone = gone;
        entity.name = chain.name();
        entity.urgent = chain.urgent();
        entity.company = chain.company().orElse(null);
        entity.ways = chain.ways().stream()
                .map(way -> way.platform() + " " + way.price())
                .collect(Collectors.joining("\n"));
        entity.after = (int) chain.after().toSeconds();
        entity.budget = chain.budget();
        entity.on = chain.on();
        return entity;
    }

    Chain chain() {
        return new Chain(
                id,
                version,
                name,
                urgent,
                Optional.ofNullable(company),
                ways.lines().map(ChainEntity::way).toList(),
                Duration.ofSeconds(after),
                budget,
                on);
    }

    private static Way way(String line) {
        String[] parts = line.split(" ");
        return new Way(parts[0], Integer.parseInt(parts[1]));
    }

    boolean gone() {
        return gone;
    }
}
