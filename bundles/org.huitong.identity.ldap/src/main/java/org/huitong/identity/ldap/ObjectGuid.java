// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The id that Active Directory gives to everything once and never changes: 16 bytes, of which the first three fields are
 * little-endian (MS-DTYP 2.3.4.2), so that tools show the same text as here.
 */
final class ObjectGuid {
    private static final int LENGTH = 16;

    private ObjectGuid() {}

    static String text(byte[] value) {
        if (value.length != LENGTH) {
            throw new IllegalArgumentException("an objectGUID has " + LENGTH + " bytes");
        }
        ByteBuffer little = ByteBuffer.wrap(value, 0, 8).order(ByteOrder.LITTLE_ENDIAN);
        long high = Integer.toUnsignedLong(little.getInt()) << 32
                | Short.toUnsignedLong(little.getShort()) << 16
                | Short.toUnsignedLong(little.getShort());
        long low = ByteBuffer.wrap(value, 8, 8).getLong();
        return new UUID(high, low).toString();
    }
}
