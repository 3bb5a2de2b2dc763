// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.huitong.kit.edition.NumberedKey;

/** A view as it stands from one version on, until there is a row with the same id and a later version. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "inbox_view")
public class ViewEntity {
    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;
    private String owner;

    @Column(name = "is_shared")
    private boolean shared;

    private String query;

    protected ViewEntity() {}

    static ViewEntity of(View view, boolean gone) {
        ViewEntity entity = new ViewEntity();
        entity.id = view.id();
        entity.version = view.version();
        entity.gone = gone;
        entity.name = view.name();
        entity.owner = view.owner();
        entity.shared = view.shared();
        entity.query = view.query().kept();
        return entity;
    }

    View view() {
        return new View(id, version, name, owner, shared, ViewQuery.kept(query));
    }

    boolean gone() {
        return gone;
    }
}
