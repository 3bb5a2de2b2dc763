// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.kit.edition.NumberedKey;

/** A rule as it stands from one version of the set on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "rules_rule")
public class RuleEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;

    @Lob
    private String keywords;

    @Lob
    private String exceptions;

    private String priority;
    private String tags;
    private String platforms;
    private String types;

    @Column(name = "is_on")
    private boolean on;

    private String note;
    private boolean shadow;

    protected RuleEntity() {}

    static RuleEntity of(Rule rule, boolean gone) {
        RuleEntity entity = new RuleEntity();
        entity.id = rule.id();
        entity.version = rule.version();
        entity.gone = gone;
        entity.name = rule.name();
        entity.keywords = join(rule.keywords());
        entity.exceptions = join(rule.exceptions());
        entity.priority = rule.priority().map(Priority::word).orElse(null);
        entity.tags = join(rule.tags());
        entity.platforms = join(rule.platforms());
        entity.types = join(rule.types().stream().map(MessageType::word).toList());
        entity.on = rule.enabled();
        entity.note = rule.note();
        entity.shadow = rule.shadow();
        return entity;
    }

    Rule rule() {
        return new Rule(
                id,
                version,
                name,
                split(keywords).toList(),
                split(exceptions).toList(),
                Priority.ofWord(priority),
                split(tags).toList(),
                split(platforms).collect(Collectors.toSet()),
                split(types).flatMap(t -> MessageType.ofWord(t).stream()).collect(Collectors.toSet()),
                on,
                note == null ? "" : note,
                shadow);
    }

    boolean gone() {
        return gone;
    }

    private static String join(Collection<String> words) {
        return words.isEmpty() ? null : String.join(SEPARATOR, words);
    }

    private static Stream<String> split(String words) {
        return words == null ? Stream.empty() : Stream.of(words.split(SEPARATOR));
    }
}
