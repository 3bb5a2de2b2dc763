// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.persistence.EntityManager;
import org.huitong.kit.edition.Form;

/** Lines as rows. No two lines in force are about one place. */
final class RoomForm implements Form<Long, Line, LineEntity> {
    private static final String OF_PLATFORM =
            """
            select l from LineEntity l where l.gone = false and l.platform = :platform and l.version =
              (select max(m.version) from LineEntity m where m.id = l.id)""";

    @Override
    public Class<LineEntity> rows() {
        return LineEntity.class;
    }

    @Override
    public Long id(Line line) {
        return line.id();
    }

    @Override
    public int version(Line line) {
        return line.version();
    }

    @Override
    public Line as(Line line, Long id, int version) {
        return line.as(id, version);
    }

    @Override
    public LineEntity row(Line line, boolean gone) {
        return LineEntity.of(line, gone);
    }

    @Override
    public Line item(LineEntity row) {
        return row.line();
    }

    @Override
    public boolean gone(LineEntity row) {
        return row.gone();
    }

    @Override
    public String told(Line line) {
        return line.place().toString();
    }

    @Override
    public boolean taken(EntityManager entities, Line line) {
        return entities.createQuery(OF_PLATFORM, LineEntity.class)
                .setParameter("platform", line.place().platform())
                .getResultStream()
                .map(LineEntity::line)
                .anyMatch(other -> other.id() != line.id() && other.place().equals(line.place()));
    }
}
