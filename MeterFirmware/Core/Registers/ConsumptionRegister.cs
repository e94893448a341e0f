using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Active Import Register of an ESME (SMETS2 5.7.5.3, Wh) or the Consumption Register of a GSME (4.6.5.4,
    /// litres). It only grows.
    /// </summary>
    public sealed class ConsumptionRegister
    {
        private readonly StateImage image;

        /// <summary>Binds the register to the image that holds it.</summary>
        public ConsumptionRegister(StateImage image)
        {
            this.image = image;
        }

        /// <summary>The whole value: Wh or litres.</summary>
        public long Value
        {
            get { return image.GetInt64(ImageLayout.Consumption); }
        }

        /// <summary>Counts a quantity.</summary>
        /// <param name="quantity">Wh or litres, 0 or more.</param>
        public void Add(long quantity)
        {
            Invariant.Require(quantity >= 0, "consumption only grows");
            image.SetInt64(ImageLayout.Consumption, Value + quantity);
        }
    }
}
