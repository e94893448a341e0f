using System;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>The UTRNs (GBCS 14) that the supplier of a <see cref="Rig"/> makes for its meter.</summary>
    public static class Utrns
    {
        private const long KClass5Offset = 0x669D529B714A0000L;
        private const int WholeUnits = 1 << 13;
        private const byte DeviceKey = 3;

        /// <summary>A UTRN.</summary>
        /// <param name="counter">The originator counter, 0 to 1,023.</param>
        /// <param name="pounds">What it is worth, 0 to 8,191.</param>
        /// <param name="macDifference">What its MAC differs from the right one by: 0, or else it is not authentic.</param>
        public static byte[] Make(int counter, int pounds, int macDifference)
        {
            int ptutHigh = (counter << 15) | WholeUnits | pounds;
            long ptut = ((long)ptutHigh << 32) | ((MacOf(counter, ptutHigh) ^ macDifference) & 0xFFFFFFFFL);
            return FromPptd(KClass5Offset + ptut);
        }

        /// <summary>The twenty digits with a number before the check digit.</summary>
        public static byte[] FromPptd(long pptd)
        {
            byte[] digits = new byte[Utrn.Digits];
            for (int i = Utrn.Digits - 2; i >= 0; i--)
            {
                digits[i] = (byte)('0' + (int)(pptd % 10));
                pptd /= 10;
            }
            digits[Utrn.Digits - 1] = (byte)('0' + Utrn.ComputeCheckDigit(digits, 0));
            return digits;
        }

        private static int MacOf(int counter, int ptutHigh)
        {
            FakeCryptography supplier = new FakeCryptography(Rig.PrepaymentKey);
            byte[] secret = new byte[KeyDerivation.SecretLength];
            supplier.Agree(FakeCryptography.KeyOf(DeviceKey), secret);
            byte[] covered = new byte[35];
            covered[0] = 0x11;
            Array.Copy(Rig.SupplierId, 0, covered, 6, 8);
            Array.Copy(Core.Make.DeviceId(), 0, covered, 14, 8);
            covered[22] = 1;
            Octets.SetInt32(covered, 23, counter);
            Octets.SetInt32(covered, 31, ptutHigh);
            byte[] key = new byte[KeyDerivation.KeyLength];
            new KeyDerivation(supplier).Derive(secret, KeyMode.Command, covered, 6, covered, 23, covered, 14, key);
            byte[] nonce = new byte[12];
            Array.Copy(Rig.SupplierId, 0, nonce, 0, 8);
            byte[] tag = new byte[16];
            supplier.Gmac(key, nonce, covered, 0, covered.Length, tag);
            return Octets.GetInt32(tag, 12);
        }
    }
}
