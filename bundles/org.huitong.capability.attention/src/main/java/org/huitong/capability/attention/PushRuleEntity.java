// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.stage.Priority;
import org.huitong.capability.attention.PushRule.Recipient;
import org.huitong.kit.edition.NumberedKey;

/** A rule as it stands from one version on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "attention_rule")
public class PushRuleEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;
    private String priority;
    private String tags;
    private String department;
    private String recipients;
    private String pause;
    private int times;

    @Column(name = "is_on")
    private boolean on;

    protected PushRuleEntity() {}

    static PushRuleEntity of(PushRule rule, boolean gone) {
        PushRuleEntity entity = new PushRuleEntity();
        entity.id = rule.id();
        entity.version = rule.version();
        entity.gone = gone;
        entity.name = rule.name();
        entity.priority = rule.priority().word();
        entity.tags = rule.tags().isEmpty() ? null : String.join(SEPARATOR, new TreeSet<>(rule.tags()));
        entity.department = rule.department().orElse(null);
        entity.recipients = rule.recipients().stream().map(Recipient::toString).collect(Collectors.joining(SEPARATOR));
        entity.pause = rule.pause().toString();
        entity.times = rule.times();
        entity.on = rule.on();
        return entity;
    }

    PushRule rule() {
        List<Recipient> to = recipients
                .lines()
                .flatMap(line -> Recipient.read(line).stream())
                .toList();
        return new PushRule(
                id,
                version,
                name,
                Priority.ofWord(priority).orElse(Priority.HIGH),
                tags == null ? Set.of() : tags.lines().collect(Collectors.toSet()),
                Optional.ofNullable(department),
                to,
                Duration.parse(pause),
                times,
                on);
    }

    boolean gone() {
        return gone;
    }
}
