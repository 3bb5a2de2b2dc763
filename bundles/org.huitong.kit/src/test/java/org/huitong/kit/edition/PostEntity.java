// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A post as a row. */
@Entity
@IdClass(NamedKey.class)
@Table(name = "posts_post")
public class PostEntity {
    @Id
    private String id;

    @Id
    private int version;

    private boolean gone;
    private String title;

    protected PostEntity() {}

    static PostEntity of(Post post, boolean gone) {
        PostEntity entity = new PostEntity();
        entity.id = post.id();
        entity.version = post.version();
        entity.gone = gone;
        entity.title = post.title();
        return entity;
    }

    Post post() {
        return new Post(id, version, title);
    }

    boolean gone() {
        return gone;
    }
}
