using MeterFirmware.Core;
using MeterFirmware.Core.Display;

namespace MeterFirmware.Tests.Core
{
    /// <summary>A meter for the user interface whose every fact is what a test says. Host/Display shares it.</summary>
    public sealed class ScriptedSource : DisplaySource
    {
        public int KindIs = MeterKind.Esme;
        public long Now;
        public long Utc = -1;
        public long Reading;
        public long[] Tou = new long[0];
        public long[] Blocks = new long[0];
        public int RatesABlock = 1;
        public bool Euro;
        public int Rate;
        public int Block;
        public long Price = -1;
        public long Standing = -1;
        public bool Prepayment;
        public long Balance;
        public int Emergency;
        public long Limit;
        public long Left;
        public long Owed;
        public long ToClear;
        public long Accumulated;
        public bool LowCredit;
        public long[] DebtAmounts = new long[3];
        public long[] DebtRates = new long[3];
        public int DebtPeriod = 86400;
        public int PerPayment;
        public int SupplyIs;
        public bool NonDisablement;
        public byte[] MeterPoint = new byte[0];
        public byte[] CustomerNumber = new byte[0];
        public byte[] SupplierName = new byte[0];
        public byte[] Telephone = new byte[0];
        public byte[] Message = new byte[0];
        public bool MessageIsNew;
        public byte[] Version = new byte[0];
        public int Activation = -1;
        public bool PinExists;
        public bool PinEnabled;
        public byte[] Pin = new byte[4];
        public bool PinLockedOut;
        public int Reception = -1;
        public long[] BlockRegisters = new long[0];
        public int TopUpAnswer;
        public byte[] Utrn;
        public int EmergencyActivations;
        public int SupplyEnablings;

        public override int Kind
        {
            get { return KindIs; }
        }

        public override long MonotonicMilliseconds
        {
            get { return Now; }
        }

        public override bool IsUtcKnown
        {
            get { return Utc >= 0; }
        }

        public override long UtcSeconds
        {
            get { return Utc; }
        }

        public override long Total
        {
            get { return Reading; }
        }

        public override int TouRegisterCount
        {
            get { return Tou.Length; }
        }

        public override int BlockCounterCount
        {
            get { return Blocks.Length; }
        }

        public override int BlockRegisterCount
        {
            get { return BlockRegisters.Length; }
        }

        public override int RatesPerBlock
        {
            get { return RatesABlock; }
        }

        public override bool IsEuro
        {
            get { return Euro; }
        }

        public override int ActiveRate
        {
            get { return Rate; }
        }

        public override int ActiveBlock
        {
            get { return Block; }
        }

        public override long ActivePriceMillipence
        {
            get { return Price; }
        }

        public override long StandingChargeMillipence
        {
            get { return Standing; }
        }

        public override bool IsPrepayment
        {
            get { return Prepayment; }
        }

        public override long MeterBalanceMillipence
        {
            get { return Balance; }
        }

        public override int EmergencyCredit
        {
            get { return Emergency; }
        }

        public override long EmergencyCreditLimitMillipence
        {
            get { return Limit; }
        }

        public override long EmergencyCreditLeftMillipence
        {
            get { return Left; }
        }

        public override long EmergencyCreditOwedMillipence
        {
            get { return Owed; }
        }

        public override long DebtToClearMillipence
        {
            get { return ToClear; }
        }

        public override long AccumulatedDebtMillipence
        {
            get { return Accumulated; }
        }

        public override bool IsLowCredit
        {
            get { return LowCredit; }
        }

        public override int DebtRecoveryPerPayment
        {
            get { return PerPayment; }
        }

        public override int Supply
        {
            get { return SupplyIs; }
        }

        public override bool IsNonDisablement
        {
            get { return NonDisablement; }
        }

        public override bool IsMessageNew
        {
            get { return MessageIsNew; }
        }

        public override int ActivationPercent
        {
            get { return Activation; }
        }

        public override int ReceptionPercent
        {
            get { return Reception; }
        }

        public override bool HasPrivacyPin
        {
            get { return PinExists; }
        }

        public override bool IsPrivacyPinEnabled
        {
            get { return PinEnabled; }
        }

        public static byte[] Octets(string ascii)
        {
            byte[] octets = new byte[ascii.Length];
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)ascii[i];
            }
            return octets;
        }

        public override long GetTouRegister(int index)
        {
            return Tou[index];
        }

        public override long GetBlockRegister(int index)
        {
            return BlockRegisters[index];
        }

        public override long GetBlockCounter(int index)
        {
            return Blocks[index];
        }

        public override long GetDebtMillipence(int debt)
        {
            return DebtAmounts[debt];
        }

        public override long GetDebtRateMillipence(int debt)
        {
            return DebtRates[debt];
        }

        public override int GetDebtPeriodSeconds(int debt)
        {
            return DebtPeriod;
        }

        public override int CopyMeterPoint(byte[] target)
        {
            return Copy(MeterPoint, target);
        }

        public override int CopyCustomerNumber(byte[] target)
        {
            return Copy(CustomerNumber, target);
        }

        public override int CopySupplierName(byte[] target)
        {
            return Copy(SupplierName, target);
        }

        public override int CopySupplierTelephone(byte[] target)
        {
            return Copy(Telephone, target);
        }

        public override int CopyMessage(byte[] target)
        {
            return Copy(Message, target);
        }

        public override int CopyFirmwareVersion(byte[] target)
        {
            return Copy(Version, target);
        }

        public override bool IsPrivacyPinLockedOut
        {
            get { return PinLockedOut; }
        }

        public override bool TryPrivacyPin(byte[] digits)
        {
            for (int i = 0; i < Pin.Length; i++)
            {
                if (Pin[i] != digits[i])
                {
                    return false;
                }
            }
            return true;
        }

        public override bool SetPrivacyPin(byte[] digits)
        {
            System.Array.Copy(digits, 0, Pin, 0, Pin.Length);
            PinEnabled = true;
            return true;
        }

        public override bool ActivateEmergencyCredit()
        {
            EmergencyActivations++;
            if (Emergency == DisplayEmergency.Offered)
            {
                Emergency = DisplayEmergency.Active;
                Left = Limit;
            }
            return Emergency == DisplayEmergency.Active;
        }

        public override bool EnableSupply()
        {
            SupplyEnablings++;
            if (SupplyIs == DisplaySupply.Armed)
            {
                SupplyIs = DisplaySupply.On;
            }
            return SupplyIs == DisplaySupply.On;
        }

        public override int EnterUtrn(byte[] digits)
        {
            Utrn = new byte[digits.Length];
            System.Array.Copy(digits, 0, Utrn, 0, digits.Length);
            return TopUpAnswer;
        }

        public override bool AcknowledgeMessage()
        {
            MessageIsNew = false;
            return true;
        }

        private static int Copy(byte[] from, byte[] target)
        {
            System.Array.Copy(from, 0, target, 0, from.Length);
            return from.Length;
        }
    }
}
