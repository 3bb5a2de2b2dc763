// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.huitong.capability.rooms.Line.Place;
import org.huitong.kit.edition.NumberedKey;

/** A line as it stands from one version on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "rooms_line")
public class LineEntity {
    private static final String SEPARATOR = "\n";

    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String platform;
    private String tenant;
    private String account;
    private String conversation;
    private String departments;
    private String project;
    private String company;
    private String note;

    protected LineEntity() {}

    static LineEntity of(Line line, boolean gone) {
        LineEntity entity = new LineEntity();
        entity.id = line.id();
        entity.version = line.version();
        entity.gone = gone;
        entity.platform = line.place().platform();
        entity.tenant = line.place().tenant().orElse(null);
        entity.account = line.place().account().orElse(null);
        entity.conversation = line.place().conversation().orElse(null);
        entity.departments = line.departments().isEmpty() ? null : String.join(SEPARATOR, line.departments());
        entity.project = line.project().orElse(null);
        entity.company = line.company().orElse(null);
        entity.note = line.note();
        return entity;
    }

    Line line() {
        return new Line(
                id,
                version,
                new Place(
                        platform,
                        Optional.ofNullable(tenant),
                        Optional.ofNullable(account),
                        Optional.ofNullable(conversation)),
                departments == null ? List.of() : List.of(departments.split(SEPARATOR)),
                Optional.ofNullable(project),
                Optional.ofNullable(company),
                note == null ? "" : note);
    }

    boolean gone() {
        return gone;
    }
}
