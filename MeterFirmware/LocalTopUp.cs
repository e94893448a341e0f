using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;

namespace MeterFirmware
{
    /// <summary>
    /// What the user interface knows of the meter, with the entry of a UTRN by hand: its MAC is checked with the supplier's
    /// key, which the screens know nothing of.
    /// </summary>
    internal sealed class LocalTopUp : MeterDisplaySource
    {
        private readonly TopUpEntry topUps;

        public LocalTopUp(MeterState state, TopUpEntry topUps)
            : base(state)
        {
            this.topUps = topUps;
        }

        /// <inheritdoc/>
        public override int EnterUtrn(byte[] digits)
        {
            switch (topUps.EnterByHand(digits))
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
