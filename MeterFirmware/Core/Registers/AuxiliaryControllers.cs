using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The auxiliary load control switches [1..5]: the state each was last commanded to (ECS47a). Their descriptions are in
    /// <see cref="TextLabels"/>.
    /// </summary>
    public sealed class AuxiliaryControllers
    {
        /// <summary>How many there are.</summary>
        public const int Count = TextLabels.Controllers;

        private readonly StateImage image;

        /// <summary>Binds the switches to the image that holds their states.</summary>
        public AuxiliaryControllers(StateImage image)
        {
            this.image = image;
        }

        /// <summary>True if the switch is commanded closed.</summary>
        /// <param name="number">1 to 5.</param>
        public bool IsClosed(int number)
        {
            return image.GetByte(At(number)) != 0;
        }

        /// <summary>Commands a switch.</summary>
        /// <param name="number">Which one.</param>
        /// <param name="closed">True for closed.</param>
        /// <returns>False, and nothing changed, if there is no such switch.</returns>
        public bool Command(int number, bool closed)
        {
            if (number < 1 || number > Count)
            {
                return false;
            }
            image.SetByte(At(number), closed ? 1 : 0);
            return true;
        }

        private static int At(int number)
        {
            Invariant.Require(number >= 1 && number <= Count, "a switch that exists");
            return RegisterLayout.AuxiliaryStates + number - 1;
        }
    }
}
