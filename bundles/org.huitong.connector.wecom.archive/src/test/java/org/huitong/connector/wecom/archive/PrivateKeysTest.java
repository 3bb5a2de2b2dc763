// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.huitong.kit.parse.Parsed;
import org.junit.jupiter.api.Test;

class PrivateKeysTest {
    @Test
    void readsBothFormsAndOpensWithEach() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair one = generator.generateKeyPair();
        KeyPair two = generator.generateKeyPair();
        byte[] pkcs8 = two.getPrivate().getEncoded();
        // What stands in the octet string of PKCS#8 is PKCS#1.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        String text = "1:-----BEGIN PRIVATE KEY-----" + base64(one.getPrivate().getEncoded())
                + "-----END PRIVATE KEY-----\\n12 : -----BEGIN RSA PRIVATE KEY-----\\n" + base64(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----";

        PrivateKeys keys = ((Parsed.Good<PrivateKeys>) PrivateKeys.of(text)).value();

        assertThat(keys.open(1, sealed(one, "key of one"))).contains("key of one");
        assertThat(keys.open(12, sealed(two, "key of two"))).contains("key of two");
        assertThat(keys.open(1, sealed(two, "key of two"))).isEmpty();
        assertThat(keys.has(2)).isFalse();
        assertThat(keys.toString()).isEqualTo("PrivateKeys[1, 12]");
    }

    @Test
    void saysWhatIsWrongAndShowsNothing() {
        assertThat(PrivateKeys.of("nonsense").bad()).isPresent();
        assertThat(PrivateKeys.of("3:-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----")
                        .bad()
                        .orElseThrow()
                        .en())
                .contains("version 3")
                .doesNotContain("AAAA");
    }

    private static String sealed(KeyPair pair, String text) throws Exception {
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        return base64(rsa.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
