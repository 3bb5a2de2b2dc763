// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people wrote of a task: it lies sealed, and shows itself in no log. */
record Words(String title, String note, List<Point> checklist) {
    static final int MOST_POINTS = 50;
    static final int LONGEST_POINT = 300;
    private static final int FORM = 1;

    Words {
        Objects.requireNonNull(title);
        Objects.requireNonNull(note);
        checklist = List.copyOf(checklist);
    }

    static Words of(String title, String note) {
        return new Words(title, note, List.of());
    }

    /** A line of the checklist. */
    record Point(String text, boolean done) {}

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeUTF(title);
            out.writeUTF(note);
            out.writeShort(checklist.size());
            for (Point point : checklist) {
                out.writeUTF(point.text());
                out.writeBoolean(point.done());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Words of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readByte();
            String title = in.readUTF();
            String note = in.readUTF();
            List<Point> points = new ArrayList<>();
            for (int left = in.readShort(); left > 0; left--) {
                points.add(new Point(in.readUTF(), in.readBoolean()));
            }
            return new Words(title, note, points);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Words[" + title.length() + " characters]";
    }
}
