// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

/** Posts as rows. */
final class PostForm implements Form<String, Post, PostEntity> {
    @Override
    public Class<PostEntity> rows() {
        return PostEntity.class;
    }

    @Override
    public String id(Post post) {
        return post.id();
    }

    @Override
    public int version(Post post) {
        return post.version();
    }

    @Override
    public Post as(Post post, String id, int version) {
        return new Post(id, version, post.title());
    }

    @Override
    public PostEntity row(Post post, boolean gone) {
        return PostEntity.of(post, gone);
    }

    @Override
    public Post item(PostEntity row) {
        return row.post();
    }

    @Override
    public boolean gone(PostEntity row) {
        return row.gone();
    }

    @Override
    public String told(Post post) {
        return post.title();
    }
}
