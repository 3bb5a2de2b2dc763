// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A post as a row. */
@Entity
@IdClass(PostEntity.Key.class)
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

    /** Which row. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private String id;
        private int version;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.id.equals(id) && key.version == version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, version);
        }
    }
}
