using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Update;

namespace MeterFirmware
{
    /// <summary>
    /// What the user interface knows of the whole meter: the state, and what the screens know nothing of, which is the MAC of
    /// a UTRN entered by hand and the firmware update.
    /// </summary>
    internal sealed class MeterView : MeterDisplaySource
    {
        private const int VersionLength = 4;

        private readonly byte[] characters = new byte[Utrn.Digits];
        private readonly MeterState state;
        private readonly Meter meter;
        private readonly TopUpEntry topUps;

        public MeterView(Meter meter, MeterState state, TopUpEntry topUps)
            : base(state)
        {
            this.meter = meter;
            this.state = state;
            this.topUps = topUps;
        }

        /// <summary>The version that runs; a meter that was not given the update does not know it.</summary>
        public override int CopyFirmwareVersion(byte[] target)
        {
            if (meter.Activation == null)
            {
                return 0;
            }
            System.Array.Copy(state.Image.Raw, UpdateLayout.RunningVersion, target, 0, VersionLength);
            return VersionLength;
        }

        /// <inheritdoc/>
        public override int ActivationPercent
        {
            get { return meter.Activation == null ? Activation.NoProgress : meter.Activation.ProgressPercent; }
        }

        /// <inheritdoc/>
        public override int ReceptionPercent
        {
            get { return meter.Receiver == null ? Activation.NoProgress : meter.Receiver.ProgressPercent; }
        }

        /// <inheritdoc/>
        public override int EnterUtrn(byte[] digits)
        {
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = (byte)('0' + digits[i]);
            }
            switch (topUps.EnterByHand(characters))
            {
                case CreditResult.Accepted:
                    return AcceptedResult();
                case CreditResult.Duplicate:
                case CreditResult.TooOld:
                    return TopUpResult.Duplicate;
                case CreditResult.AboveMaximumCredit:
                    return TopUpResult.ValueTooLarge;
                case CreditResult.AboveMaximumBalance:
                    return TopUpResult.MaximumCreditReached;
                case CreditResult.LockedOut:
                    return TopUpResult.KeypadLocked;
                case CreditResult.Invalid:
                case CreditResult.OtherDevice:
                case CreditResult.NotAuthentic:
                    return TopUpResult.Invalid;
                default:
                    return TopUpResult.Error;
            }
        }

        private int AcceptedResult()
        {
            switch (Supply)
            {
                case DisplaySupply.On:
                    return TopUpResult.AcceptedSupplyEnabled;
                case DisplaySupply.Armed:
                    return TopUpResult.AcceptedSupplyArmed;
                case DisplaySupply.None:
                    return TopUpResult.Accepted;
                default:
                    return TopUpResult.AcceptedSupplyDisabled;
            }
        }
    }
}
