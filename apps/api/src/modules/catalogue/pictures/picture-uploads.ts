import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fieldProblem } from '../../../platform/http/validation.js';
import { UploadKinds } from '../../sellers/index.js';
import { TakePicture } from './take-picture.js';

/** Pictures that come in pieces. */
@Injectable()
export class PictureUploads implements OnModuleInit {
  constructor(
    private readonly kinds: UploadKinds,
    private readonly takePicture: TakePicture,
  ) {}

  onModuleInit(): void {
    this.kinds.add('picture', {
      permission: 'listings',
      checkPaper: (paper) => {
        if (paper !== null)
          throw fieldProblem('paper', 'not_allowed_value', 'Ảnh không phải giấy tờ', 'A picture is no paper');
      },
      finish: async (principal, slug, bytes) => (await this.takePicture.run(principal, slug, bytes)).id,
    });
  }
}
